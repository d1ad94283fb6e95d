// Text size and contrast: chosen by button or keyboard, kept from page to page, and not there without script.
import { expect, test } from "@playwright/test";
import { pages, serve, site } from "./site.mjs";

const REPORT = "zh/2022/organization-department.html";
const fontSize = (page) => page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
const button = (page, name) => page.getByRole("button", { name, exact: true });

test("on file:// the choice goes with the links, in every direction, and back to nothing", async ({ page }) => {
  await page.goto(`file://${site}/${REPORT}`);
  const normal = await fontSize(page);
  await button(page, "大").click();
  await expect(page).toHaveURL(/\?view=large$/);
  const large = await fontSize(page);
  expect(large).toBeGreaterThanOrEqual(24); // 18 pt
  await button(page, "高对比度").click();
  await page.getByRole("link", { name: "首页" }).first().click();
  await expect(page).toHaveURL(/zh\/index\.html\?view=large\+contrast$/);
  expect(await fontSize(page)).toBe(large);
  await expect(button(page, "大")).toHaveAttribute("aria-pressed", "true");
  await expect(button(page, "高对比度")).toHaveAttribute("aria-pressed", "true");
  await expect(button(page, "标准")).toHaveAttribute("aria-pressed", "false");
  await page.getByRole("link", { name: "English", exact: true }).click();
  await expect(page).toHaveURL(/en\/index\.html\?view=large\+contrast$/);
  await button(page, "Standard").click();
  await button(page, "High contrast").click();
  await expect(page).toHaveURL(/en\/index\.html$/);
  expect(await fontSize(page)).toBe(normal);
  await page.getByRole("link", { name: "Data", exact: true }).click();
  await expect(page).toHaveURL(/en\/data\.html$/);
});

test("a link opened in another tab and a place on the page keep the choice; downloads and fragments stay as they are", async ({ page, context }) => {
  await page.goto(`file://${site}/${REPORT}?view=largest`);
  expect(await fontSize(page)).toBeGreaterThanOrEqual(30); // the largest size that the elders' guidance asks for
  const [tab] = await Promise.all([context.waitForEvent("page"), page.getByRole("link", { name: "首页" }).first().click({ modifiers: ["Control"] })]);
  await expect(tab).toHaveURL(/zh\/index\.html\?view=largest$/);
  await page.locator('a[href="#goals"]').click();
  await expect(page).toHaveURL(/\?view=largest#goals$/);
  const download = page.locator("a[download]").first();
  await download.focus();
  expect(await download.getAttribute("href")).not.toContain("?");
});

test("on a server the choice is kept by the browser, and addresses stay clean", async ({ page }) => {
  const server = await serve();
  await page.goto(`${server.base}/${REPORT}`);
  await button(page, "特大").click();
  await page.getByRole("link", { name: "首页" }).first().click();
  await expect(page).toHaveURL(/zh\/index\.html$/);
  expect(await fontSize(page)).toBeGreaterThanOrEqual(30);
  await page.goto(`${server.base}/en/index.html`);
  await expect(button(page, "Largest")).toHaveAttribute("aria-pressed", "true");
  // An address that somebody passed on says what it says, once.
  await page.goto(`${server.base}/en/index.html?view=contrast`);
  await expect(button(page, "High contrast")).toHaveAttribute("aria-pressed", "true");
  await page.goto(`${server.base}/en/data.html`);
  await expect(button(page, "Largest")).toHaveAttribute("aria-pressed", "true");
  server.stop();
});

test("where the browser refuses storage, the choice goes with the links there too", async ({ page }) => {
  const server = await serve();
  await page.addInitScript(() => Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("no", "SecurityError"); } }));
  await page.goto(`${server.base}/${REPORT}`);
  await button(page, "大").click();
  await page.getByRole("link", { name: "首页" }).first().click();
  await expect(page).toHaveURL(/zh\/index\.html\?view=large$/);
  server.stop();
});

test("the keyboard reaches the control and works it, and words in the address that mean nothing do nothing", async ({ page }) => {
  await page.goto(`file://${site}/${REPORT}?view=huge+%3Cb%3E`);
  await expect(page.locator("html")).toHaveAttribute("data-view", "");
  for (let step = 0; step < 20; step += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement.dataset.choose === "large")) break;
  }
  await page.keyboard.press("Space");
  await expect(page.locator("html")).toHaveAttribute("data-view", "large");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-view", "");
});

test("without script the control is not there, and in print neither", async ({ browser, page }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const still = await context.newPage();
  await still.goto(`file://${site}/${REPORT}?view=large`);
  await expect(still.locator(".view-control")).toBeHidden();
  expect(await still.locator("html").getAttribute("data-view")).toBeNull();
  await context.close();
  await page.goto(`file://${site}/${REPORT}?view=largest`);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".view-control")).toBeHidden();
  expect(await fontSize(page)).toBeLessThan(14);
});

for (const width of [360, 820, 1280]) {
  test(`no page of the largest text scrolls sideways at ${width} px`, async ({ browser }) => {
    const context = await browser.newContext({ viewport: { width, height: 740 } });
    const page = await context.newPage();
    const wide = [];
    for (const path of pages.filter((path) => path.includes("/"))) {
      await page.goto(`file://${site}/${path}?view=largest+contrast`);
      const at = await page.evaluate(() => document.documentElement.scrollWidth);
      if (at > width) wide.push(`${path}: ${at}`);
    }
    await context.close();
    expect(wide).toEqual([]);
  });
}
