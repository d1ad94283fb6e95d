// A list of more departments than a page is for: read part by part, from file://, with and without script.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const gongkai = resolve(process.env.GONGKAI ?? join(dirname(fileURLToPath(import.meta.url)), "../../target/release/gongkai"));
const folder = mkdtempSync(join(tmpdir(), "gongkai-parts-"));
const departments = 250;

test.beforeAll(() => {
  const write = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write("content/site.yaml", "title: {zh: 测试, en: Test}\nlanguages: [zh, en]\n");
  let list = "";
  for (let number = 1; number <= departments; number++) {
    list += `office-${number}: {name: {zh: 第${number}办公室, en: Office ${number}}, order: ${number}}\n`;
    write(
      `content/2022/office-${number}/overall-target.yaml`,
      `tasks:\n  - {name: {zh: 任务, en: Task}, total: ${number}, fiscal: ${number}}\ngoals:\n  - {zh: 目标, en: Goal}\nindicators:\n  output:\n    quantity:\n      - {name: {zh: 次数, en: Times}, target: ≥1次}\n`,
    );
  }
  write("content/departments.yaml", list);
  execFileSync(gongkai, ["build", "--quiet", "--site", folder]);
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const url = (path) => `file://${folder}/public/${path}`;

for (const script of [true, false]) {
  test(`a reader goes from part to part, ${script ? "with" : "without"} script`, async ({ browser }) => {
    const page = await (await browser.newContext({ javaScriptEnabled: script })).newPage();
    await page.goto(url("en/2022/index.html"));
    await expect(page.getByText("Entries 1 to 200 of 250")).toBeVisible();
    const parts = page.getByRole("navigation", { name: "Pages" });
    await expect(parts.getByRole("link", { name: "1", exact: true })).toHaveAttribute("aria-current", "page");
    await parts.getByRole("link", { name: "2", exact: true }).click();
    await expect(page).toHaveTitle(/page 2 of 2/);
    await expect(page.getByText("Entries 201 to 250 of 250")).toBeVisible();
    await expect(page.locator("#final-budget tbody tr")).toHaveCount(50);
    // 1 + 2 + … + 250
    await expect(page.locator("#final-budget tfoot tr")).toContainText("Total of all 250 departments");
    await expect(page.locator("#final-budget tfoot tr")).toContainText("31,375");
    await page.locator("#final-budget tbody a").last().click();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(page.url()).toContain("en/2022/office-250.html");
  });
}

test("sorting sorts the rows of the part that is shown", async ({ page }) => {
  await page.goto(url("en/2022/page-2.html"));
  const total = page.locator("#final-budget th[data-sort=total]").getByRole("button");
  await total.click();
  await expect(page.locator("#final-budget tbody tr").first()).toContainText("Office 250");
});

for (const [name, viewport] of [["desk", { width: 1280, height: 800 }], ["phone", { width: 360, height: 740 }]]) {
  test(`axe finds no violation in parts of lists: ${name}`, async ({ browser }) => {
    const page = await (await browser.newContext({ viewport })).newPage();
    const violations = [];
    for (const edition of ["zh", "en", "zh-en"]) {
      for (const path of ["2022/page-2.html", "completeness/page-2.html", "departments/page-d.2.html", "index.html"]) {
        await page.goto(url(`${edition}/${path}`));
        const found = await new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).analyze();
        violations.push(...found.violations.map((violation) => `${edition}/${path}: ${violation.id}: ${violation.nodes[0].html}`));
      }
    }
    expect(violations).toEqual([]);
  });
}
