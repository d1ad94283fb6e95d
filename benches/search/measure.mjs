// Measures search on a built site, as a reader's browser does it: node measure.mjs SITE CONTENT [QUERIES [PAGES]].
//
// Every query is asked in a new page with an empty cache: bytes of everything that belongs to search (code and index) until the
// first ten verified results stand there, CPU time of the page's main thread, its longest task. Recall is held against the YAML
// files, which are searched by this script alone. PAGES: how many of the queries are asked in pages of their own (all of them, if not given).
import { chromium } from "../../tests/browser/node_modules/@playwright/test/index.mjs";
import { createServer } from "node:http";
import { readFileSync, readdirSync, existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const [site, content, wanted = "200", asked = wanted] = process.argv.slice(2);

/** Numbers that look drawn by chance and are the same in every run. */
let state = 20260218;
const roll = (sides) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * sides);
};

/** Texts of every report: report → [Chinese, English], each a list of cells. */
function reports() {
  const all = new Map();
  for (const year of readdirSync(content).filter((name) => /^\d{4}$/.test(name))) {
    for (const department of readdirSync(join(content, year))) {
      const yaml = readFileSync(join(content, year, department, "overall-target.yaml"), "utf8");
      const zh = [], en = [];
      for (const [, words] of yaml.matchAll(/zh: ([^,}\n"]+)/g)) zh.push(words.trim());
      for (const [, words] of yaml.matchAll(/en: "([^"]*)"/g)) en.push(words);
      all.set(`${year}/${department}`, [zh, en]);
    }
  }
  return all;
}

function draw(all, count) {
  const ids = [...all.keys()].sort(), queries = new Map();
  while (queries.size < count) {
    const [zh, en] = all.get(ids[roll(ids.length)]);
    if (queries.size % 2 === 0) {
      const cell = zh[roll(zh.length)], start = roll(cell.length), words = cell.slice(start, start + 1 + roll(8));
      if (/^[\u4e00-\u9fff]+$/.test(words)) queries.set(words, "zh");
    } else {
      const words = en[roll(en.length)].match(/[A-Za-z]+/g), word = words[roll(words.length)];
      queries.set(word.slice(0, 1 + roll(word.length)).toLowerCase(), "en");
    }
  }
  return [...queries];
}

function serve() {
  const types = { html: "text/html; charset=utf-8", js: "text/javascript; charset=utf-8", css: "text/css", svg: "image/svg+xml" };
  const server = createServer((request, response) => {
    const file = join(site, decodeURI(new URL(request.url, "http://x").pathname));
    if (!existsSync(file) || statSync(file).isDirectory()) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": types[file.split(".").pop()] ?? "application/octet-stream", "cache-control": "no-store" });
    response.end(readFileSync(file));
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done({ base: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() })));
}

const sorted = (numbers) => [...numbers].sort((a, b) => a - b);
const quantile = (numbers, part) => sorted(numbers)[Math.min(numbers.length - 1, Math.floor(numbers.length * part))];
const line = (name, numbers, unit) =>
  console.log(`${name.padEnd(34)} median ${quantile(numbers, 0.5).toFixed(0).padStart(7)}  95% ${quantile(numbers, 0.95).toFixed(0).padStart(7)}  max ${Math.max(...numbers).toFixed(0).padStart(7)} ${unit}`);

const all = reports();
const queries = draw(all, Number(wanted));
const server = await serve();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const measured = [];
for (const [query, lang] of queries.slice(0, Number(asked))) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await page.addInitScript(() => {
    window.longest = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.longest = Math.max(window.longest, entry.duration)))).observe({ type: "longtask", buffered: true });
  });
  const loaded = [];
  page.on("response", (response) => response.url().includes("/assets/search") && loaded.push(new URL(response.url()).pathname));
  await page.goto(`${server.base}/${lang}/search.html`);
  await page.waitForLoadState("networkidle");
  await cdp.send("Performance.setTimeDomain", { timeDomain: "threadTicks" });
  await cdp.send("Performance.enable");
  const work = async () => Object.fromEntries((await cdp.send("Performance.getMetrics")).metrics.map((metric) => [metric.name, metric.value]));
  await page.evaluate(() => (window.longest = 0));
  const before = await work();
  await page.evaluate((query) => new Promise((done) => {
    const status = document.querySelector("#search-status");
    new MutationObserver(() => /\d+ 份|\d+ reports? found|没有找到|Nothing/.test(status.textContent) && done()).observe(status, { childList: true, subtree: true });
    document.querySelector("#search-field").value = query;
    document.querySelector("#search").dispatchEvent(new InputEvent("input", { bubbles: true }));
  }), query);
  await page.evaluate(() => new Promise((done) => setTimeout(done, 50)));
  const after = await work();
  const files = [...new Set(loaded)].map((path) => readFileSync(join(site, path)));
  const shown = await page.locator("#search-results > li").count();
  measured.push({
    query, lang, shown,
    files: files.length,
    raw: files.reduce((sum, bytes) => sum + bytes.length, 0) / 1000,
    gzip: files.reduce((sum, bytes) => sum + gzipSync(bytes).length, 0) / 1000,
    work: (after.TaskDuration - before.TaskDuration) * 1000,
    script: (after.ScriptDuration - before.ScriptDuration) * 1000,
    longest: await page.evaluate(() => window.longest),
  });
  await context.close();
}

// Recall: every report that the YAML files hold a match in must be a candidate, and be verified.
const found = { expected: 0, missed: 0, verified: 0, unverified: 0 };
for (const lang of ["zh", "en"]) {
  const page = await browser.newPage();
  await page.goto(`${server.base}/${lang}/search.html`);
  await page.evaluate(() => document.querySelector("#search").dispatchEvent(new InputEvent("input", { bubbles: true })));
  await page.waitForFunction(() => window.gongkaiSearch?.index);
  for (const [query] of queries.filter(([, of]) => of === lang)) {
    const begins = lang === "en" ? new RegExp(`(?<![A-Za-z])${query}`, "i") : null;
    const holds = (cell) => (begins ? begins.test(cell) : cell.includes(query));
    const expected = [...all].filter(([, texts]) => texts[lang === "en" ? 1 : 0].some(holds)).map(([report]) => report);
    const missed = await page.evaluate(async ([query, lang, expected]) => {
      const search = window.gongkaiSearch, terms = search.terms(query);
      const { numbers } = await search.candidates(terms, [lang]);
      const byReport = new Map();
      for (const number of numbers) {
        const at = search.reportAt(number);
        byReport.set(`${at.year}/${(await search.load(`d/${at.group}`))[at.place]}`, number);
      }
      const missed = expected.filter((report) => !byReport.has(report));
      const some = expected.filter((report, at) => byReport.has(report) && at % Math.ceil(expected.length / 40) === 0);
      const unverified = [];
      for (const report of some) if (!(await search.verify(terms, byReport.get(report), [lang]))) unverified.push(report);
      return { missed, unverified, verified: some.length };
    }, [query, lang, expected]);
    found.expected += expected.length;
    found.missed += missed.missed.length;
    found.verified += missed.verified;
    found.unverified += missed.unverified.length;
    if (missed.missed.length || missed.unverified.length) console.log("MISSED", lang, query, missed.missed.slice(0, 3), missed.unverified.slice(0, 3));
  }
  await page.close();
}
await browser.close();
server.stop();

console.log(`${all.size} reports, ${queries.length} queries, ${measured.length} of them in pages, ${measured.filter((each) => each.shown === 0).length} of them without a result`);
const within = measured.filter((each) => each.gzip <= 150 && each.raw <= 500).length;
console.log(`${within} of ${measured.length} within 150 KB gzip and 500 KB raw`);
line("loaded, raw", measured.map((each) => each.raw), "KB");
line("loaded, gzip", measured.map((each) => each.gzip), "KB");
line("files", measured.map((each) => each.files), "");
line("main thread, all work (CPU)", measured.map((each) => each.work), "ms");
line("main thread, scripts (CPU)", measured.map((each) => each.script), "ms");
line("longest task (wall clock)", measured.map((each) => each.longest), "ms");
console.log(`recall: ${found.expected - found.missed} of ${found.expected} reports are candidates; ${found.verified - found.unverified} of ${found.verified} verified`);
for (const each of sorted(measured.map((each) => each.gzip)).slice(-5)) {
  const worst = measured.find((other) => other.gzip === each);
  console.log(`  heaviest: ${worst.lang} “${worst.query}” ${worst.gzip.toFixed(0)} KB gzip, ${worst.raw.toFixed(0)} KB raw, ${worst.files} files, ${worst.shown} shown`);
}
