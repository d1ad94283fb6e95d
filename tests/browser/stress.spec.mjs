// The longest words and figures that may occur (tests/fixtures/stress) fit a phone of 360 px, and a page zoomed to 200%.
import { expect, test } from "@playwright/test";
import { readdirSync } from "node:fs";

const site = process.env.GONGKAI_STRESS;
const pages = site ? readdirSync(site, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".html")) : [];

for (const [name, width, zoom] of [["360 px", 360, 1], ["200% text at 640 px", 640, 2]]) {
  test(`no page of the longest words scrolls sideways: ${name}`, async ({ browser }) => {
    expect(pages.length).toBeGreaterThan(12);
    const context = await browser.newContext({ viewport: { width, height: 740 } });
    const page = await context.newPage();
    const wide = [];
    for (const path of pages) {
      await page.goto(`file://${site}/${path}`);
      if (zoom > 1) await page.evaluate((zoom) => (document.documentElement.style.fontSize = `${17 * zoom}px`), zoom);
      const at = await page.evaluate((width) => {
        if (document.documentElement.scrollWidth <= width) return null;
        const out = [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > width + 1);
        return `${document.documentElement.scrollWidth} px: ${out.slice(0, 3).map((element) => element.outerHTML.slice(0, 120)).join(" | ")}`;
      }, width);
      if (at) wide.push(`${path}: ${at}`);
    }
    await context.close();
    expect(wide).toEqual([]);
  });
}
