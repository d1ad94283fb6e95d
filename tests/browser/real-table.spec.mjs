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
