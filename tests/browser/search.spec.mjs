// Search as people do it: from a folder and from a server under a strict policy, with the keyboard, in every edition; every text
// that a report shows is found, and what cannot be loaded is said.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { existsSync } from "node:fs";
import { has, pages, read, serve, site } from "./site.mjs";

let server;
test.beforeAll(async () => (server = await serve()));
test.afterAll(() => server.stop());

const done = /找到 \d+ 份|没有找到|请输入|reports? found|Nothing found/;

/** Asks a search page, and waits for its answer. */
async function ask(page, edition, query, base = `file://${site}`) {
  await page.goto("about:blank");
  await page.goto(`${base}/${edition}/search.html#q=${encodeURIComponent(query)}`);
  await expect(page.locator("#search-status")).toHaveText(done);
}

/** All results, loaded to the last: report → the words marked in it. */
async function results(page) {
  const more = page.locator("#search-after button");
  while (await more.count()) {
    const before = await page.locator("#search-results > li").count();
    await more.click();
    // The button is gone while more is loaded: that alone is no end.
    await expect(async () => {
      const now = await page.locator("#search-results > li").count();
      const status = await page.locator("#search-status").innerText();
      const whole = !/至少|at least/i.test(status) && now === Number(/\d+/.exec(status)?.[0]);
      expect((await more.count()) > 0 ? now > before : whole).toBe(true);
    }).toPass();
  }
  const found = await page.$$eval("#search-results > li", (items) =>
    items.map((item) => [item.querySelector("h2 a").getAttribute("href"), [...item.querySelectorAll("mark")].map((mark) => mark.textContent)]),
  );
  return new Map(found);
}

/** Texts of every report page of an edition, cell by cell, as a reader sees them. */
async function texts(page, edition) {
  const all = new Map();
  for (const path of pages.filter((path) => new RegExp(`^${edition}/\\d{4}/(?!index)[a-z0-9-]+\\.html$`).test(path))) {
    await page.goto(`file://${site}/${path}`);
    const cells = await page.evaluate(() => {
      const copy = document.querySelector("main").cloneNode(true);
      copy.querySelectorAll(".note, .hidden, .second, .original").forEach((element) => element.remove());
      const of = (selector) => [...copy.querySelectorAll(selector)];
      const blocks = [
        ...of("section[aria-labelledby=tasks] tbody th, section[aria-labelledby=tasks] .description, section[aria-labelledby=tasks] tbody td.n"),
        ...of("section.goal .prose p, section.goal h3"),
        ...of("table.indicators tr[id] th, table.indicators tr[id] .quantity, table.indicators tr[id] .phrase"),
      ];
      return blocks.map((block) => block.textContent.trim()).filter((words) => words && words !== "—");
    });
    all.set(path.slice(edition.length + 1), cells);
  }
  return all;
}

/** Numbers that look drawn by chance and are the same in every run. */
function dice(seed) {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const reportsWith = (all, holds) => [...all].filter(([, cells]) => cells.some(holds)).map(([path]) => path).sort();

for (const where of ["a folder", "a server under a strict policy"]) {
  test(`the same answers come from ${where}, without a complaint`, async ({ page }) => {
    const complaints = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    const base = where === "a folder" ? `file://${site}` : server.base;
    for (const [edition, query, report, mark] of [
      ["zh", "老干部", "2022/organization-department.html", "老干部"],
      ["zh", "ＬＧＢ", "2022/organization-department.html", "老干部"],
      ["zh", "laoganbu", "2022/organization-department.html", "老干部"],
      ["zh", "2546.0", "2022/organization-department.html", "2,546"],
      ["zh", "2,546", "2022/organization-department.html", "2,546"],
      ["zh", "３２００．５８", "2022/organization-department.html", "3,200.58"],
      ["zh", "书", "2024/sample-library.html", "书"],
      ["zh", "图书馆 2023", "2023/sample-library.html", "图书馆"],
      ["en", "VETER", "2022/organization-department.html", "veter"],
      ["en", "train teach", "2024/sample-education-bureau.html", "Train"],
      ["zh-en", "veteran", "2022/organization-department.html", "veteran"],
      ["zh-en", "lgb", "2022/organization-department.html", "老干部"],
    ]) {
      await ask(page, edition, query, base);
      const found = await results(page);
      expect([...found.keys()], `${edition}: ${query}`).toContain(report);
      expect(found.get(report), `${edition}: ${query}`).toContain(mark);
    }
    await ask(page, "zh", "qxzv", base);
    expect((await results(page)).size).toBe(0);
    expect(complaints).toEqual([]);
  });
}

test("whatever part of a Chinese text is asked for, every report that shows it is found, and no other", async ({ page }) => {
  test.setTimeout(180_000);
  const all = await texts(page, "zh");
  expect(all.size).toBeGreaterThan(5);
  const roll = dice(2022);
  const cells = [...all.values()].flat().filter((cell) => /^[\u4e00-\u9fff、，。]+$/.test(cell));
  const queries = new Set();
  while (queries.size < 60) {
    const cell = [...cells[roll(cells.length)]];
    const start = roll(cell.length);
    const part = cell.slice(start, start + 1 + roll(6)).join("");
    if (/[\u4e00-\u9fff]/.test(part)) queries.add(part);
  }
  for (const query of queries) {
    await ask(page, "zh", query);
    const found = await results(page);
    const expected = reportsWith(all, (cell) => cell.includes(query));
    expect(expected.length).toBeGreaterThan(0);
    // Names of departments are found too, and stand in no cell.
    const rest = [...found].filter(([report]) => !expected.includes(report));
    expect(expected.filter((report) => !found.has(report)), query).toEqual([]);
    expect(rest.filter(([, marks]) => !marks.some((mark) => mark.includes(query))), query).toEqual([]);
  }
});

test("whatever beginning of an English word is asked for, every report that shows one is found", async ({ page }) => {
  test.setTimeout(180_000);
  const all = await texts(page, "en");
  const roll = dice(7);
  const words = [...all.values()].flat().flatMap((cell) => cell.match(/[A-Za-z]+/g) ?? []);
  const queries = new Set();
  while (queries.size < 40) {
    const word = words[roll(words.length)];
    queries.add(word.slice(0, 1 + roll(word.length)));
  }
  for (const query of queries) {
    await ask(page, "en", query);
    const found = await results(page);
    const begins = new RegExp(`(?<![A-Za-z])${query}`, "i");
    expect(reportsWith(all, (cell) => begins.test(cell)).filter((report) => !found.has(report)), query).toEqual([]);
    for (const [report, marks] of found) expect(marks.map((mark) => mark.toLowerCase()), `${query}: ${report}`).toContain(query.toLowerCase());
  }
});

test("every figure of a table is found with and without separators and zeros", async ({ page }) => {
  test.setTimeout(120_000);
  const all = await texts(page, "zh");
  const figures = new Set([...all.values()].flat().filter((cell) => /^[0-9,]+(\.[0-9]+)?$/.test(cell)));
  expect(figures.size).toBeGreaterThan(10);
  for (const figure of figures) {
    const plain = figure.replaceAll(",", "");
    const expected = reportsWith(all, (cell) => cell === figure);
    for (const query of new Set([figure, plain, plain.includes(".") ? `${plain}0` : `${plain}.0`])) {
      await ask(page, "zh", query);
      const found = await results(page);
      for (const report of expected) expect(found.get(report), `${query}: ${report}`).toContain(figure);
    }
  }
});

test("every result leads to a row that is there, samples are labelled, and marks keep the original spelling", async ({ page }) => {
  for (const [edition, query] of [["zh", "满意度"], ["en", "Teach"], ["zh-en", "率"]]) {
    await ask(page, edition, query);
    await results(page);
    const links = await page.$$eval("#search-results a", (links) => links.map((link) => link.getAttribute("href")));
    expect(links.length).toBeGreaterThan(3);
    for (const link of links) {
      const [path, fragment] = link.split("#");
      expect(existsSync(`${site}/${edition}/${path}`), link).toBe(true);
      if (fragment) expect(read(`${edition}/${path}`), link).toMatch(new RegExp(`id="?${fragment}[" >]`));
    }
    const items = await page.$$eval("#search-results > li", (items) =>
      items.map((item) => [item.querySelector("h2 a").getAttribute("href").includes("sample"), item.querySelector("h2 .tag") !== null]),
    );
    for (const [sample, labelled] of items) expect(labelled).toBe(sample);
  }
});

test("the keyboard alone leads from any page to a result and into the report", async ({ page }) => {
  await page.goto(`file://${site}/zh/2022/organization-department.html`);
  const field = page.locator("#site-search");
  await field.focus();
  await page.keyboard.type("走访慰问");
  await page.keyboard.press("Enter");
  await page.waitForURL(/zh\/search\.html#q=/);
  await expect(page.locator("#search-status")).toHaveText(done);
  await expect(page.locator("#search-field")).toHaveValue("走访慰问");
  await page.locator("#search-field").focus();
  for (let step = 0; step < 4; step++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement.closest("#search-results") !== null)) break;
  }
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL(/organization-department\.html#indicator-\d+$/);
  // The row is marked, and stands below the head that stays in sight.
  const [marked, other] = await page.evaluate(() => {
    const ground = (row) => getComputedStyle(row.querySelector("td")).backgroundColor;
    const row = document.querySelector("tr:target");
    return [ground(row), ground(row.nextElementSibling ?? row.previousElementSibling)];
  });
  expect(marked).not.toBe(other);
  await expect(page.locator("tr:target")).toBeInViewport();
});

test("an empty search from any page opens the search page", async ({ page }) => {
  await page.goto(`file://${site}/en/2022/organization-department.html`);
  await page.locator("#site-search").press("Enter");
  await page.waitForURL(/en\/search\.html$/);
});

test("typing searches by itself, is announced, stands in the address, and goes along into another edition", async ({ page }) => {
  await page.goto(`file://${site}/zh/search.html`);
  await page.locator("#search-field").focus();
  await page.keyboard.type("图书");
  const status = page.locator("#search-status");
  await expect(status).toHaveText(done);
  await expect(status).toHaveAttribute("role", "status");
  await expect(page).toHaveURL(`file://${site}/zh/search.html#q=${encodeURIComponent("图书")}`);
  await page.locator(".editions a", { hasText: "中英对照" }).click();
  await expect(page.locator("#search-field")).toHaveValue("图书");
  await expect(status).toHaveText(done);
  await page.locator("#search-field").fill("");
  await expect(page.locator("#search-results > li")).toHaveCount(0);
  await expect(page).toHaveURL(/search\.html$/);
});

test("“more” shows the next results and takes the keyboard to the first of them", async ({ page }) => {
  await ask(page, "zh", "年");
  await expect(page.locator("#search-results > li")).toHaveCount(10);
  await page.locator("#search-after button").focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("#search-results > li")).toHaveCount(12);
  expect(await page.evaluate(() => [...document.querySelectorAll("#search-results > li")].indexOf(document.activeElement.closest("#search-results > li")))).toBe(10);
});

test("until all reports are verified, their number is said to be at least what was found", async ({ page }) => {
  await ask(page, "zh", "≥95%");
  await expect(page.locator("#search-status")).toHaveText("至少找到 10 份报告。");
  await results(page);
  await expect(page.locator("#search-status")).toHaveText(/^找到 \d+ 份报告。$/);
});

test("a part of the index that cannot be loaded is said, and can be tried again", async ({ page }) => {
  let broken = true;
  await page.route(/assets\/search\/zh\/t\/2022\/organization-department\.js/, (route) => (broken ? route.abort() : route.continue()));
  await page.goto(`${server.base}/zh/search.html#q=${encodeURIComponent("老干部")}`);
  const alert = page.locator("#search-after [role=alert]");
  await expect(alert).toContainText("无法加载");
  broken = false;
  await alert.locator("button").click();
  await expect(page.locator("#search-results > li")).toHaveCount(1);
  await expect(alert).toHaveCount(0);

  await page.route(/assets\/search\/zh\/k\//, (route) => route.abort());
  await page.goto("about:blank");
  await page.goto(`${server.base}/zh/search.html#q=${encodeURIComponent("图书")}`);
  await expect(alert).toContainText("无法加载");
  await expect(page.locator("#search-status")).not.toContainText("没有找到");

  await page.route(/entry\.js/, (route) => route.abort());
  await page.goto("about:blank");
  await page.goto(`${server.base}/zh/search.html#q=${encodeURIComponent("图书")}`);
  await expect(page.locator("#search-failed")).toBeVisible();
});

test("axe finds no violation in results, and nothing scrolls sideways on a phone", async ({ browser }) => {
  for (const options of [{ colorScheme: "dark" }, { viewport: { width: 360, height: 740 } }]) {
    const page = await (await browser.newContext(options)).newPage();
    for (const [edition, query] of [["zh", "老干部"], ["en", "teach"], ["zh-en", "lgb"], ["zh-en", "satisf"]]) {
      await ask(page, edition, query);
      await expect(page.locator("#search-results > li").first()).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).analyze();
      expect(violations.map((violation) => `${query}: ${violation.id}: ${violation.nodes[0].html}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    }
    await page.context().close();
  }
});

test("nothing of the index is loaded before the first keystroke", async ({ page }) => {
  const loaded = [];
  page.on("request", (request) => request.url().includes("assets/search/") && loaded.push(request.url()));
  await page.goto(`${server.base}/zh/index.html`);
  await page.waitForLoadState("networkidle");
  expect(loaded).toEqual([]);
  await page.locator("#site-search").focus();
  await page.keyboard.type("a");
  await expect.poll(() => loaded).toEqual([`${server.base}/assets/search/entry.js`]);
});

test("words in letters on the way to characters are no query", async ({ page }) => {
  await page.goto(`file://${site}/zh/search.html`);
  const field = page.locator("#search-field");
  await field.focus();
  await field.evaluate((field) => {
    field.value = "tushu";
    field.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true }));
  });
  await page.waitForTimeout(400);
  await expect(page.locator("#search-status")).toHaveText("");
  await field.evaluate((field) => {
    field.value = "图书";
    field.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true }));
    field.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
  });
  await expect(page.locator("#search-status")).toHaveText(done);
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  for (const edition of ["zh", "en", "zh-en"]) {
    test(`no form is shown, and the lists lead to every report: ${edition}`, async ({ page }) => {
      await page.goto(`file://${site}/${edition}/search.html`);
      await expect(page.locator("#search")).toBeHidden();
      await expect(page.locator("noscript")).toBeVisible();
      const lists = await page.$$eval("main ul.browse a", (links) => links.map((link) => link.href));
      expect(lists.length).toBe(3);
      const reached = new Set();
      for (const list of lists) {
        await page.goto(list);
        await expect(page.locator("#site-search")).toBeHidden();
        (await page.$$eval("main a", (links) => links.map((link) => link.href))).forEach((href) => reached.add(href));
      }
      // A notice in the place of a report has no data.
      const report = (path) => new RegExp(`^${edition}/\\d{4}/(?!index)[a-z0-9-]+\\.html$`).test(path) && has(path.replace(edition, "data").replace(".html", ".json"));
      const reports = pages.filter(report);
      expect(reports.length).toBeGreaterThan(10);
      expect(reports.filter((path) => !reached.has(`file://${site}/${path}`))).toEqual([]);
    });
  }
});
