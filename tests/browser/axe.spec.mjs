// axe-core finds no violation on any page in light, dark and at 360 px.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { pages, site } from "./site.mjs";

// Pages of a level differ in their rows alone: one of each edition stands for all.
const levels = new Set();
const looked = pages.filter((path) => {
  const level = /^([^/]+)\/indicators\//.exec(path);
  if (!level) return true;
  const first = !levels.has(level[1]);
  levels.add(level[1]);
  return first;
});

for (const [name, options] of [
  ["light", { viewport: { width: 1280, height: 800 } }],
  ["dark", { viewport: { width: 1280, height: 800 }, colorScheme: "dark" }],
  ["phone", { viewport: { width: 360, height: 740 } }],
]) {
  for (const edition of new Set(looked.map((path) => path.split("/")[0]))) {
    test(`axe finds no violation on any page: ${edition}, ${name}`, async ({ browser }) => {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      const violations = [];
      for (const path of looked.filter((path) => path.split("/")[0] === edition)) {
        await page.goto(`file://${site}/${path}`);
        const result = await new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).analyze();
        violations.push(...result.violations.map((violation) => `${path}: ${violation.id}: ${violation.nodes[0].html}`));
      }
      await context.close();
      expect(violations).toEqual([]);
    });
  }
}
