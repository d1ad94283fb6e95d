// The audit report: read by people on any screen, and printed to be signed. GONGKAI_AUDIT names a folder with zh.html and en.html.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { existsSync } from "node:fs";

const folder = process.env.GONGKAI_AUDIT;
if (!folder || !existsSync(`${folder}/zh.html`)) throw new Error("GONGKAI_AUDIT names no folder with zh.html: see tests/run");

for (const lang of ["zh", "en"]) {
  for (const [name, options] of [
    ["light", { viewport: { width: 1280, height: 800 } }],
    ["dark", { viewport: { width: 1280, height: 800 }, colorScheme: "dark" }],
    ["phone", { viewport: { width: 360, height: 740 } }],
  ]) {
    test(`an audit report can be read by everybody: ${lang}, ${name}`, async ({ browser }) => {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      const said = [];
      page.on("console", (message) => said.push(message.text()));
      await page.goto(`file://${folder}/${lang}.html`);
      const result = await new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).analyze();
      expect(result.violations.map((violation) => `${violation.id}: ${violation.nodes[0].html}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(options.viewport.width);
      expect(said).toEqual([]);
      await context.close();
    });
  }
}

test("what was found is a click away from its table and from its rule", async ({ page }) => {
  await page.goto(`file://${folder}/zh.html`);
  await page.getByRole("link", { name: "新疆巴州党委组织部" }).click();
  await expect(page.getByRole("heading", { level: 2, name: /新疆巴州党委组织部 2022年/ })).toBeInViewport();
  const section = page.getByRole("region", { name: /新疆巴州党委组织部/ });
  await expect(section.getByText("高于158 × 0.83=131.14万元，也高于255 × 0.83=211.65万元")).toBeVisible();
  await section.getByRole("link", { name: "GK0214" }).first().click();
  await expect(page.locator("#GK0214")).toBeInViewport();
});
