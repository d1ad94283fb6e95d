// The keyboard all the way: whatever has the focus can be seen, on a wide screen with sticky heads and at a zoom of 400%.
import { expect, test } from "@playwright/test";
import { pages, site } from "./site.mjs";

const kinds = ["index", "2023/index", "2022/organization-department", "2024/sample-education-bureau/changes", "departments/sample-education-bureau/indicators", "search", "departments", "data"];

/** What is wrong with the element that has the focus; null where nothing is. */
function lookAtFocus() {
  const focused = document.activeElement;
  if (focused === document.body) return { end: true };
  const words = `${focused.localName} ${focused.textContent.trim().slice(0, 30)}`;
  const { outlineStyle, outlineWidth } = getComputedStyle(focused);
  if (outlineStyle === "none" || Number.parseFloat(outlineWidth) < 1) return { fault: `${words}: no outline` };
  const inSight = (rect) => rect.width && rect.height && rect.right > 0 && rect.left < innerWidth && rect.bottom > 0 && rect.top < innerHeight;
  const rect = [...focused.getClientRects()].find(inSight);
  if (!rect) return { fault: `${words}: out of sight` };
  const [left, right] = [Math.max(rect.left, 0), Math.min(rect.right, innerWidth)];
  const [top, bottom] = [Math.max(rect.top, 0), Math.min(rect.bottom, innerHeight)];
  const above = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return { fault: focused.contains(above) || above?.contains(focused) ? null : `${words}: under ${above?.localName}` };
}

for (const edition of ["zh", "zh-en"]) {
  for (const [name, viewport] of [["1280 px", { width: 1280, height: 800 }], ["a zoom of 400%", { width: 320, height: 256 }]]) {
    test(`whatever has the focus is seen, forwards and backwards: ${edition}, ${name}`, async ({ browser }) => {
      const page = await (await browser.newContext({ viewport, reducedMotion: "reduce" })).newPage();
      const faults = [];
      for (const kind of kinds) {
        await page.goto(`file://${site}/${edition}/${kind}.html`);
        for (const key of ["Tab", "Shift+Tab"]) {
          let steps = 0;
          for (let end = false; !end && steps < 400; ) {
            await page.keyboard.press(key);
            const found = await page.evaluate(lookAtFocus);
            if (found.fault) faults.push(`${kind}, ${key}: ${found.fault}`);
            end = found.end === true;
            steps += end ? 0 : 1;
          }
          if (steps < 10 || steps === 400) faults.push(`${kind}: ${steps} steps with ${key}`);
        }
      }
      expect(faults).toEqual([]);
    });
  }
}

test("no page scrolls sideways at a zoom of 400%", async ({ browser }) => {
  const page = await (await browser.newContext({ viewport: { width: 320, height: 256 } })).newPage();
  const wide = [];
  for (const path of pages) {
    await page.goto(`file://${site}/${path}`);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > 320) wide.push(`${path}: ${width} px`);
  }
  expect(wide).toEqual([]);
});
