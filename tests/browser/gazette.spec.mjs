// The second theme keeps what the first one promises, and looks like what it is.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { readdirSync } from "node:fs";
import { resolve } from "node:path";

if (!process.env.GONGKAI_GAZETTE) throw new Error("GONGKAI_GAZETTE names no site: build one with `theme: gazette`");
const site = resolve(process.env.GONGKAI_GAZETTE);
const pages = readdirSync(site, { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/")).filter((path) => /^(zh|en|zh-en)\/.*\.html$/.test(path)).sort();
// A page of every kind: the theme is a style sheet, and kinds differ in what it meets.
const kinds = ["index", "2022/organization-department", "2023/index", "2024/sample-education-bureau", "2024/sample-education-bureau/changes", "departments/sample-education-bureau", "departments/sample-education-bureau/indicators", "departments", "search", "data", "glossary", "completeness", "about"];

for (const [name, options] of [
  ["light", { viewport: { width: 1280, height: 800 } }],
  ["dark", { viewport: { width: 1280, height: 800 }, colorScheme: "dark" }],
  ["phone", { viewport: { width: 360, height: 740 } }],
]) {
  test(`axe finds no violation on any kind of page: ${name}`, async ({ browser }) => {
    const page = await (await browser.newContext(options)).newPage();
    const violations = [];
    for (const edition of ["zh", "en", "zh-en"]) {
      for (const kind of kinds) {
        await page.goto(`file://${site}/${edition}/${kind}.html`);
        const result = await new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).analyze();
        violations.push(...result.violations.map((violation) => `${edition}/${kind}: ${violation.id}: ${violation.nodes[0].html}`));
      }
    }
    expect(violations).toEqual([]);
  });
}

test("no page scrolls sideways on a phone, and titles stand in the middle under a double rule", async ({ browser }) => {
  const page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
  const problems = [];
  for (const path of pages) {
    await page.goto(`file://${site}/${path}`);
    const { width, align, rule } = await page.evaluate(() => {
      const style = getComputedStyle(document.querySelector("h1"));
      return { width: document.documentElement.scrollWidth, align: style.textAlign, rule: style.borderBottomStyle };
    });
    if (width > 360) problems.push(`${path}: ${width} px wide`);
    if (align !== "center" || rule !== "double") problems.push(`${path}: h1 ${align} ${rule}`);
  }
  expect(problems).toEqual([]);
});

test("the printed table is the official one, whatever the theme", async ({ page }) => {
  await page.goto(`file://${site}/zh/2022/organization-department.html`);
  await page.emulateMedia({ media: "print" });
  const border = await page.locator(".indicators tbody td").first().evaluate((cell) => getComputedStyle(cell).borderTopColor + getComputedStyle(cell).borderTopWidth);
  expect(border).toBe("rgb(0, 0, 0)1px");
});
