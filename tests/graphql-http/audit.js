// Asks a running server everything that the specification GraphQL over HTTP says a server must, should and may do.
// node audit.js http://127.0.0.1:5000/api/graphql
// Fails unless every audit is ok, those that the specification leaves open too.
import { serverAudits } from "graphql-http";

const url = process.argv[2];
if (!url) {
  console.error("Say which server: node audit.js http://127.0.0.1:5000/api/graphql");
  process.exit(2);
}

// It may just have been started.
for (let second = 0; !(await fetch(`${url}?query={__typename}`).catch(() => undefined)); second++) {
  if (second === 60) {
    console.error(`Nobody answers at ${url}.`);
    process.exit(1);
  }

  await new Promise(resolve => setTimeout(resolve, 1000));
}

// Fewer would mean that the package changed, more that a new one has to be looked at.
const expected = 61;
const audits = serverAudits({ url, fetchFn: fetch });
let ok = 0;
for (const audit of audits) {
  const result = await audit.fn();
  if (result.status === "ok") {
    ok++;
    continue;
  }

  console.log(`${result.status}: ${audit.id} ${audit.name}: ${result.reason}`);
  if (result.response) {
    console.log(`  ${result.response.status} ${await result.response.clone().text().catch(() => "")}`);
  }
}

console.log(`${ok} of ${audits.length} audits are ok.`);
process.exit(ok === expected && audits.length === expected ? 0 : 1);
