// The real table of 2022 is on the page as it was published, character by character.
import { expect, test } from "@playwright/test";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { site } from "./site.mjs";

const seed = join(dirname(fileURLToPath(import.meta.url)), "../../../shared/seed");

for (const edition of ["zh", "en", "zh-en"]) {
  test(`the ${edition} page shows 6 tasks, 3,200.58 and 44 indicators`, async ({ page }) => {
    await page.goto(`file://${site}/${edition}/2022/organization-department.html`);
    await expect(page.locator("section[aria-labelledby=tasks] tbody tr")).toHaveCount(6);
    await expect(page.locator("section[aria-labelledby=tasks] tfoot .num").first()).toHaveText("3,200.58");
    await expect(page.locator("table.indicators td.target")).toHaveCount(44);
    await expect(page.locator(".lead")).toContainText("3,200.58");
    await expect(page.locator("section.goal")).toHaveCount(3);
  });
}

test("misprints carry their presumed reading, and what the original does not state is said to be missing", async ({ page }) => {
  await page.goto(`file://${site}/zh/2022/organization-department.html`);
  await expect(page.locator("#task-3 .note")).toHaveText("原文如此：“组织事物管理”，疑为“组织事务管理”。");
  await expect(page.locator(".facts")).toContainText("原表未载明");
  await expect(page.locator(".source")).toContainText("原表未载明公布网址。");
  await expect(page.locator(".source")).toContainText("原表未载明发布日期。");
  await page.goto(`file://${site}/en/2022/organization-department.html`);
  await expect(page.locator(".banner")).toHaveText("The English is an unofficial translation. The Chinese original prevails.");
});

test("on A4 with printers' margins the official table has its heading, column heads, unit line and source", async ({ browser }) => {
  // A print area of 190 mm is narrower than the widths at which screens change to the layout of phones.
  const context = await browser.newContext({ viewport: { width: 718, height: 1000 } });
  const page = await context.newPage();
  await page.emulateMedia({ media: "print" });
  await page.goto(`file://${site}/zh/2022/organization-department.html`);
  for (const head of ["任务名称", "主要内容", "预算金额（万元）", "总额", "财政拨款", "其他资金", "三级指标", "指标值"]) {
    await expect(page.locator("thead th", { hasText: head }).first()).toBeVisible();
  }
  const display = await page.locator("section[aria-labelledby=tasks] table").evaluate((table) => getComputedStyle(table).display);
  expect(display).toBe("table");
  await expect(page.locator("h1")).toHaveText("新疆巴州党委组织部2022年部门（单位）整体支出绩效目标表");
  await expect(page.getByText("单位：万元")).toBeVisible();
  await expect(page.locator(".summary .bar").first()).toBeVisible();
  const last = await page.evaluate(() => {
    const bottom = (element) => element.getBoundingClientRect().bottom;
    const all = [...document.querySelectorAll("main *")].filter((element) => !element.children.length && element.getClientRects().length);
    return all.reduce((low, element) => (bottom(element) >= bottom(low) ? element : low)).className;
  });
  expect(last).toBe("citation");
  await context.close();
});

/** The source: tasks, goals, indicators. Rows of tabs, two header rows, an indicator table broken in two. */
function source() {
  const text = readFileSync(join(seed, readdirSync(seed).find((name) => name.endsWith(".txt"))), "utf8");
  const rows = text.split("\n").map((line) => line.split("\t"));
  const tasks = rows.filter((row) => /^[\d.]+$/.test(row[3] ?? "")).map((row) => row.slice(1, 5));
  const goals = [...text.matchAll(/<p>(目标\d)：(.*?)<\/p>/g)].map((match) => [match[1], match[2]]);
  const start = rows.findIndex((row) => row.includes("三级指标"));
  const indicators = rows.slice(start + 1).filter((row) => row.length >= 4).map((row) => row.slice(-2).map((cell) => cell.trim()));
  return { tasks, goals, indicators };
}

/** Figures as pages group them. */
const grouped = (figure) => figure.replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));
/** Targets in canonical form. */
const canonical = (target) => target.replace(">=", "≥").replace(/\d{5,}(?=\.)/, grouped);

test("every task, goal, indicator and target is the source's, character by character", async ({ page }) => {
  if (!existsSync(seed)) console.log("SKIPPED: the source of the real table (../shared/seed) is not on this machine");
  test.skip(!existsSync(seed), "no source here");
  const { tasks, goals, indicators } = source();
  expect([tasks.length, goals.length, indicators.length]).toEqual([6, 3, 44]);
  await page.goto(`file://${site}/zh/2022/organization-department.html`);
  const shown = await page.evaluate(() => {
    const words = (element) => element?.innerText.trim();
    // Notes beside a name are ours; the name is what stands before them.
    const name = (cell) => {
      const copy = cell.cloneNode(true);
      copy.querySelectorAll(".note, .hidden").forEach((note) => note.remove());
      return copy.textContent.trim();
    };
    return {
      tasks: [...document.querySelectorAll("section[aria-labelledby=tasks] tbody tr")].map((row) => [
        name(row.querySelector("th")), words(row.querySelector(".description")), ...[...row.querySelectorAll("td.n")].map(words),
      ]),
      goals: [...document.querySelectorAll("section.goal")].map((goal) => [words(goal.querySelector("h3")), words(goal.querySelector(".prose"))]),
      indicators: [...document.querySelectorAll("table.indicators tr[id]")].map((row) => [name(row.querySelector("th")), words(row.querySelector("td.target"))]),
    };
  });
  expect(shown.tasks).toEqual(tasks.map(([name, description, total, fiscal]) => [name, description, grouped(total), grouped(fiscal), "—"]));
  expect(shown.goals).toEqual(goals);
  expect(shown.indicators).toEqual(indicators.map(([name, target]) => [name, canonical(target)]));
});
