// The same texts in MiniSearch and FlexSearch over ideographs in ones and twos: node --expose-gc --max-old-space-size=8000 compare.mjs CONTENT REPORTS
//
// Both keep an index in one piece. Measured in Node: time to build, size of what a page would have to load before its first result
// (the index alone, without texts to show), time to make it ready, and recall on parts of the texts, each term's pieces joined by AND.
import MiniSearch from "minisearch";
import { Index } from "flexsearch";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const [content, count] = process.argv.slice(2);
const documents = [];
for (const year of readdirSync(content).filter((name) => /^\d{4}$/.test(name))) {
  for (const department of readdirSync(join(content, year))) {
    if (documents.length >= Number(count)) break;
    const yaml = readFileSync(join(content, year, department, "overall-target.yaml"), "utf8");
    const cells = [...yaml.matchAll(/zh: ([^,}\n"]+)/g)].map(([, words]) => words.trim());
    documents.push({ id: documents.length, text: cells.join("\n"), cells });
  }
}

function pieces(text) {
  const all = [];
  for (const run of text.match(/[\u4e00-\u9fff]+|[a-z0-9.]+/gi) ?? []) {
    if (!/[\u4e00-\u9fff]/.test(run)) all.push(run);
    else for (let at = 0; at < run.length; at++) all.push(run[at], ...(at + 1 < run.length ? [run.slice(at, at + 2)] : []));
  }
  return all;
}

let state = 20260218;
const roll = (sides) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * sides);
};
const queries = new Set();
while (queries.size < 200) {
  const { cells } = documents[roll(documents.length)], cell = cells[roll(cells.length)];
  const start = roll(cell.length), words = cell.slice(start, start + 1 + roll(8));
  if (/^[\u4e00-\u9fff]+$/.test(words)) queries.add(words);
}
const asked = (query) => (query.length === 1 ? [query] : pieces(query).filter((piece) => piece.length === 2));

const cpu = () => process.cpuUsage().user / 1000;
function report(name, build, save, load, find) {
  let start = cpu();
  const index = build();
  const built = cpu() - start;
  const saved = save(index);
  start = cpu();
  const ready = load(saved);
  const loading = cpu() - start;
  let expected = 0, found = 0, false_ = 0, querying = 0;
  for (const query of queries) {
    start = cpu();
    const hits = new Set(find(ready, asked(query)));
    querying += cpu() - start;
    for (const { id, cells } of documents) {
      const holds = cells.some((cell) => cell.includes(query));
      if (holds) expected += 1;
      if (holds && hits.has(id)) found += 1;
      if (!holds && hits.has(id)) false_ += 1;
    }
  }
  const bytes = Buffer.from(saved);
  console.log(`${name}: ${documents.length} reports; built in ${(built / 1000).toFixed(1)} s CPU; ${(bytes.length / 1e6).toFixed(1)} MB raw, ${(gzipSync(bytes).length / 1e6).toFixed(1)} MB gzip; ready in ${loading.toFixed(0)} ms CPU; a query ${(querying / queries.size).toFixed(1)} ms; recall ${found} of ${expected}; ${false_} false`);
}

report(
  "MiniSearch",
  () => {
    const index = new MiniSearch({ fields: ["text"], tokenize: pieces, processTerm: (term) => term });
    index.addAll(documents);
    return index;
  },
  (index) => JSON.stringify(index),
  (json) => MiniSearch.loadJSON(json, { fields: ["text"], tokenize: pieces, processTerm: (term) => term }),
  (index, terms) => index.search({ combineWith: "AND", queries: terms }, { tokenize: (term) => [term] }).map((hit) => hit.id),
);

const options = { tokenize: "strict", encode: pieces, resolution: 1 };
report(
  "FlexSearch",
  () => {
    const index = new Index(options);
    for (const { id, text } of documents) index.add(id, text);
    return index;
  },
  (index) => {
    const parts = {};
    index.export((key, data) => (parts[key] = data));
    return JSON.stringify(parts);
  },
  (json) => {
    const index = new Index(options);
    for (const [key, data] of Object.entries(JSON.parse(json))) index.import(key, data);
    return index;
  },
  (index, terms) => {
    const sets = terms.map((term) => new Set(index.search(term, { limit: 1e6 })));
    return [...sets[0]].filter((id) => sets.every((set) => set.has(id)));
  },
);
