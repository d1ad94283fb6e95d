// Tables that sort and filter, as a reader uses them: from file:// and from a server with a strict policy, with and without script.
import { expect, test } from "@playwright/test";
import { serve, site } from "./site.mjs";

const names = (page, table) => page.locator(`#${table} tbody tr:visible th`).allInnerTexts();
const head = (page, table, column) => page.locator(`#${table} th[data-sort=${column}]`);

for (const place of ["file", "http"]) {
  test.describe(`from ${place}`, () => {
    let server;
    let base;
    test.beforeAll(async () => {
      server = place === "http" ? await serve() : null;
      base = server ? server.base : `file://${site}`;
    });
    test.afterAll(() => server?.stop());

    test("a column sorts the largest first, then the smallest, then as before, and the address keeps it", async ({ page }) => {
      await page.goto(`${base}/zh/2024/index.html`);
      const before = await names(page, "sample-budget");
      const total = head(page, "sample-budget", "total");
      await total.getByRole("button").click();
      await expect(total).toHaveAttribute("aria-sort", "descending");
      const descending = await names(page, "sample-budget");
      expect(descending[0]).toBe("示例市教育局");
      await expect(page.locator(".table-tools [role=status]").first()).toHaveText("按总额从大到小");
      await expect.poll(() => decodeURIComponent(new URL(page.url()).hash)).toBe("#sample-budget.sort=total.desc");
      await total.getByRole("button").press("Enter");
      await expect(total).toHaveAttribute("aria-sort", "ascending");
      expect(await names(page, "sample-budget")).toEqual(descending.toReversed());
      await total.getByRole("button").press("Enter");
      await expect(total).not.toHaveAttribute("aria-sort", /./);
      expect(await names(page, "sample-budget")).toEqual(before);
      await expect.poll(() => new URL(page.url()).hash).toBe("");
    });

    test("names sort from A to Z, and in both languages the choice is said in both", async ({ page }) => {
      await page.goto(`${base}/en/2024/index.html`);
      const name = head(page, "sample-budget", "name");
      await name.getByRole("button").click();
      await expect(page.locator(".table-tools [role=status]").first()).toHaveText("Department, A to Z");
      const sorted = await names(page, "sample-budget");
      expect(sorted).toEqual([...sorted].sort());
      await page.setViewportSize({ width: 360, height: 800 });
      await page.goto(`${base}/zh-en/2024/index.html`);
      const choice = page.locator("[data-table=sample-budget] select");
      await expect(choice.locator("option[value='name.asc']")).toHaveText("按部门拼音从 A 到 Z Department, A to Z");
      await expect(choice.locator("option[value='total.desc']")).toHaveText("按总额从大到小 Total, largest first");
      const label = await page.locator("#sample-budget tbody td").first().evaluate((cell) => getComputedStyle(cell, "::before").content);
      expect(label).toContain("总额 Total");
    });

    test("another edition opens at the same place and in the same order, but not with words of this one", async ({ page }) => {
      await page.goto(`${base}/zh/2023/index.html#sample-sectors.sort=total.desc`);
      await page.locator(".editions a[hreflang=en]").click();
      await page.waitForURL(/en\/2023\/index\.html#sample-sectors\.sort=total\.desc$/);
      await expect(head(page, "sample-sectors", "total")).toHaveAttribute("aria-sort", "descending");
      expect((await names(page, "sample-sectors"))[0]).toBe("Education");
      await page.goto(`${base}/zh/2022/organization-department.html#indicators-table.filter=${encodeURIComponent("培训")}`);
      await page.locator(".editions a[hreflang=en]").click();
      await page.waitForURL(/en\/2022\/organization-department\.html$/);
    });

    test("a link to a view shows that view", async ({ page }) => {
      await page.goto(`${base}/zh/2024/index.html#sample-levels.sort=all.asc`);
      await expect(head(page, "sample-levels", "all")).toHaveAttribute("aria-sort", "ascending");
      expect((await names(page, "sample-levels"))[0]).toBe("示例市公园管理中心");
      await expect(page.locator("#sample-levels caption")).toBeInViewport();
      await page.goto("about:blank");
      await page.goto(`${base}/zh/2024/index.html#sample-levels.sort=nonsense.up`);
      await expect(page.locator("#sample-levels [aria-sort]")).toHaveCount(0);
    });

    test("filtering leaves the rows that have one of the words, and groups that have a row", async ({ page }) => {
      await page.goto(`${base}/en/2022/organization-department.html`);
      const field = page.locator("[data-table=indicators-table] input[type=search]");
      const all = await page.locator("#indicators-table tbody tr:not(.group)").count();
      expect(all).toBe(44);
      await field.fill("SATISFACTION");
      const shown = page.locator("#indicators-table tbody tr:not(.group):visible");
      const count = await shown.count();
      expect(count).toBeGreaterThan(0);
      expect(count).toBeLessThan(44);
      await expect(page.locator("[data-table=indicators-table] [role=status]")).toHaveText(`${count} of 44 rows shown`);
      for (const group of await page.locator("#indicators-table tr.group:visible").all()) {
        expect(await group.locator("xpath=following-sibling::tr[not(@hidden)]").count()).toBeGreaterThan(0);
      }
      await expect.poll(() => page.url()).toContain("#indicators-table.filter=SATISFACTION");
      await page.reload();
      await expect(shown).toHaveCount(count);
      await field.fill("");
      await expect(page.locator("#indicators-table tbody tr:not(.group):visible")).toHaveCount(44);
    });

    test("the link to a view can be copied, or stands there to be copied", async ({ page }) => {
      await page.goto(`${base}/zh/2024/index.html`);
      const tools = page.locator("[data-table=sample-budget]");
      await expect(tools.getByRole("button")).toBeHidden();
      await head(page, "sample-budget", "fiscal").getByRole("button").click();
      await tools.getByRole("button").click();
      await expect(tools.locator("[role=status]")).toHaveText(/已复制链接|请复制此链接/);
      const field = tools.locator("input[readonly]");
      if (await field.isVisible()) expect(await field.inputValue()).toContain("#sample-budget.sort=fiscal.desc");
    });

    test("a place on the page stays in the address", async ({ page }) => {
      await page.goto(`${base}/zh/2022/organization-department.html#goals`);
      expect(new URL(page.url()).hash).toBe("#goals");
      await page.locator("[data-table=indicators-table] input[type=search]").fill("人");
      await page.locator("[data-table=indicators-table] input[type=search]").fill("");
      await page.waitForTimeout(600);
      expect(new URL(page.url()).hash).toMatch(/^(#goals)?$/);
    });
  });
}

test("an empty cell stands last in either order, and names sort as a dictionary does", async ({ page }) => {
  await page.goto(`file://${site}/en/2024/index.html`);
  await head(page, "sample-budget", "name").getByRole("button").click();
  const sorted = await names(page, "sample-budget");
  expect(sorted).toEqual(sorted.toSorted((a, b) => a.localeCompare(b, "en")));
});

test("on a phone the order is chosen above the table, and no button hides in heads that cannot be seen", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`file://${site}/zh-en/2024/index.html`);
  await page.locator("[data-table=sample-budget] select").selectOption("total.asc");
  expect((await names(page, "sample-budget"))[0]).toContain("示例市图书馆");
  const reachable = await page.locator("#sample-budget th button").evaluateAll((buttons) => buttons.filter((button) => button.tabIndex >= 0).length);
  expect(reachable).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});

test("without script the tables stand whole, and nothing that needs script is seen", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`file://${site}/zh/2024/index.html#sample-budget.sort=total.desc`);
  await expect(page.locator("#sample-budget tbody tr")).toHaveCount(4);
  for (const tools of await page.locator(".table-tools").all()) await expect(tools).toBeHidden();
  await expect(page.locator("th button")).toHaveCount(0);
  await context.close();
});
