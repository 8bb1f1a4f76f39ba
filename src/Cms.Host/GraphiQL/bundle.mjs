// Restores the packages of the page /graphiql and bundles them: node bundle.mjs FOLDER, in which node_modules is kept and "dist" is made anew as a whole.
// Several builds may run at the same time; the first one works, the others wait for it.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, rmdirSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const sources = ["package.json", "package-lock.json", "page.jsx", "page.css", "bundle.mjs"];
const here = import.meta.dirname;
const folder = resolve(process.argv[2]);
const [dist, lock] = [join(folder, "dist"), join(folder, "lock")];
const minute = 60_000;

const hashOf = files => files.reduce((hash, file) => hash.update(readFileSync(join(here, file))), createHash("sha256")).digest("hex");
const isMade = (file, hash) => existsSync(join(folder, file)) && readFileSync(join(folder, file), "utf8") === hash;

async function waitForLock() {
  for (;;) {
    try {
      mkdirSync(lock);
      return;
    } catch (failure) {
      if (failure.code !== "EEXIST") {
        throw failure;
      }
    }

    // Somebody who was killed leaves it behind.
    if (Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > 10 * minute) {
      rmSync(lock, { recursive: true, force: true });
    }
    await new Promise(wake => setTimeout(wake, 200));
  }
}

function restore() {
  const hash = hashOf(["package.json", "package-lock.json"]);
  if (!isMade("restored", hash)) {
    for (const file of ["package.json", "package-lock.json"]) {
      cpSync(join(here, file), join(folder, file));
    }
    execFileSync(process.platform === "win32" ? "npm.cmd" : "npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=1", "--fetch-timeout=30000"], {
      cwd: folder, stdio: "inherit", shell: process.platform === "win32",
    });
    writeFileSync(join(folder, "restored"), hash);
  }
}

async function bundle() {
  for (const file of ["page.jsx", "page.css"]) {
    cpSync(join(here, file), join(folder, file));
  }

  const esbuild = createRequire(join(folder, "package.json"))("esbuild");
  const fresh = join(folder, "fresh");
  rmSync(fresh, { recursive: true, force: true });
  const common = {
    absWorkingDir: folder, outdir: fresh, bundle: true, minify: true, legalComments: "linked", logLevel: "warning", target: "es2022",
    define: { "process.env.NODE_ENV": '"production"' }, loader: { ".ttf": "file" },
  };
  await esbuild.build({ ...common, entryPoints: ["page.jsx"], format: "esm", jsx: "automatic" });
  await esbuild.build({
    ...common,
    format: "iife",
    entryPoints: {
      "editor.worker": "monaco-editor/esm/vs/editor/editor.worker.js",
      "json.worker": "monaco-editor/esm/vs/language/json/json.worker.js",
      "graphql.worker": "monaco-graphql/esm/graphql.worker.js",
    },
  });
  rmSync(dist, { recursive: true, force: true });
  renameSync(fresh, dist);
}

mkdirSync(folder, { recursive: true });
await waitForLock();
try {
  const hash = hashOf(sources);
  if (!existsSync(dist) || !isMade("made", hash)) {
    restore();
    await bundle();
  }

  // Newer than the sources, also when one of them was only touched.
  writeFileSync(join(folder, "made"), hash);
} finally {
  rmdirSync(lock);
}
