// The page /graphiql. What it needs to know of the site stands as JSON in the page itself.
import { DOC_EXPLORER_PLUGIN } from "@graphiql/plugin-doc-explorer";
import { useGraphiQL } from "@graphiql/react";
import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL, HISTORY_PLUGIN } from "graphiql";
import { createRoot } from "react-dom/client";
import "graphiql/style.css";
import "./page.css";

const site = JSON.parse(document.getElementById("site").textContent);

globalThis.MonacoEnvironment = {
  getWorker: (_, label) => new Worker(`${site.files}/${label === "graphql" || label === "json" ? label : "editor"}.worker.js`),
};

function ExamplesIcon() {
  return (
    <svg viewBox="0 0 14 14" fill="none" stroke="currentColor" strokeWidth="1.2" aria-hidden="true">
      <path d="M2.5 1.5h9v11h-9zM4.5 4.5h5M4.5 7h5M4.5 9.5h5" />
    </svg>
  );
}

function Examples() {
  const queryEditor = useGraphiQL(state => state.queryEditor);
  const variableEditor = useGraphiQL(state => state.variableEditor);
  const show = example => {
    queryEditor?.setValue(example.document);
    variableEditor?.setValue("");
  };

  return (
    <section aria-label="Examples" className="examples">
      <div className="examples-title">Examples</div>
      {site.examples.length === 0 && <p>This site keeps no documents with a name.</p>}
      <ul>
        {site.examples.map(example => (
          <li key={example.name}>
            <button type="button" onClick={() => show(example)}>{example.name}</button>
          </li>
        ))}
      </ul>
    </section>
  );
}

createRoot(document.getElementById("graphiql")).render(
  <GraphiQL
    fetcher={createGraphiQLFetcher({ url: site.endpoint })}
    plugins={[HISTORY_PLUGIN, { title: "Examples", icon: ExamplesIcon, content: Examples }]}
    referencePlugin={DOC_EXPLORER_PLUGIN}
    defaultQuery={site.firstQuery}
  />,
);
