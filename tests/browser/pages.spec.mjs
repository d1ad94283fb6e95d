// What holds for every page, from file:// and from a server under a prefix with a strict policy.
import { expect, test } from "@playwright/test";
import { follow, has, pages, read, serve, site } from "./site.mjs";

for (const place of ["file", "http"]) {
  test(`every page opens from ${place} without an error, and fits a phone of 360 px`, async ({ browser }) => {
    const server = place === "http" ? await serve() : null;
    const base = server ? server.base : `file://${site}`;
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    const problems = [];
    let at = "";
    // A browser asks for /favicon.ico by itself where a page names no icon, as 404.html does on purpose.
    const wanted = (url) => !url.endsWith("/favicon.ico");
    page.on("console", (message) => message.type() === "error" && wanted(message.location().url) && problems.push(`${at}: ${message.text()}`));
    page.on("response", (response) => response.status() >= 400 && wanted(response.url()) && problems.push(`${at}: ${response.url()}`));
    page.on("pageerror", (error) => problems.push(`${at}: ${error}`));
    // An icon still on its way when the next page opens is given up, which is no failure.
    const failed = (request) => request.failure().errorText !== "net::ERR_ABORTED";
    page.on("requestfailed", (request) => failed(request) && problems.push(`${at}: ${request.url()}`));
    for (at of pages) {
      await page.goto(`${base}/${at}`);
      const { width, lang, h1 } = await page.evaluate(() => ({
        width: document.documentElement.scrollWidth,
        lang: document.documentElement.lang,
        h1: document.querySelectorAll("h1").length,
      }));
      if (width > 360) problems.push(`${at}: ${width} px wide`);
      if (h1 !== 1) problems.push(`${at}: ${h1} h1`);
      if (lang !== (at.startsWith("en/") ? "en" : "zh-CN")) problems.push(`${at}: lang ${lang}`);
    }
    await context.close();
    server?.stop();
    expect(problems).toEqual([]);
  });
}

test("every link and fragment leads somewhere, and no page has inline style or script", async ({ page }) => {
  const ids = new Map();
  const links = new Map();
  const problems = [];
  for (const path of pages) {
    const html = read(path);
    // A block of data is no script: see "Where this differs from the first design" in ARCHITECTURE.md.
    if (/<style|\sstyle=|<script(?! type="?application\/ld\+json"?>)(?![^>]*\ssrc=)/.test(html)) problems.push(`${path}: inline style or script`);
    await page.setContent(html.replaceAll(/<link[^>]*>/g, ""), { waitUntil: "domcontentloaded" });
    const found = await page.evaluate(() => ({
      ids: [...document.querySelectorAll("[id]")].map((element) => element.id),
      links: [...document.querySelectorAll("a[href]")].map((element) => element.getAttribute("href")),
    }));
    if (new Set(found.ids).size !== found.ids.length) problems.push(`${path}: an id twice`);
    ids.set(path, new Set(found.ids));
    links.set(path, found.links);
  }
  for (const [path, hrefs] of links) {
    for (const href of hrefs.filter((href) => !/^(https?|mailto):/.test(href))) {
      const target = follow(path, href);
      if (!has(target.path)) problems.push(`${path}: ${href} leads nowhere`);
      else if (target.fragment && !ids.get(target.path)?.has(decodeURIComponent(target.fragment))) problems.push(`${path}: ${href} has no such place`);
    }
  }
  expect(problems).toEqual([]);
});

test("the language switch leads to the same page in the other edition", async ({ page }) => {
  for (const path of pages.filter((path) => /^(zh|en|zh-en)\//.test(path))) {
    await page.goto(`file://${site}/${path}`);
    const hrefs = await page.locator("nav.editions a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    const rest = path.slice(path.indexOf("/") + 1);
    expect(hrefs.map((href) => follow(path, href).path), path).toEqual(["zh", "en", "zh-en"].map((edition) => `${edition}/${rest}`));
    await expect(page.locator("nav.editions [aria-current]")).toHaveCount(1);
  }
  await page.goto(`file://${site}/index.html`);
  await page.getByRole("link", { name: "English", exact: true }).click();
  await expect(page).toHaveURL(/\/en\/index\.html$/);
});

test("without script everything is there, bars stay visible in forced colours, print keeps what must be said", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, forcedColors: "active" });
  const page = await context.newPage();
  await page.goto(`file://${site}/zh/2022/organization-department.html`);
  await expect(page.locator("table.indicators td.target")).toHaveCount(44);
  await expect(page.locator(".summary .bar").first()).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await page.goto(`file://${site}/en/2024/sample-parks-center.html`);
  await expect(page.locator(".banner-sample")).toBeVisible();
  await expect(page.locator(".site-header")).toBeHidden();
  await context.close();
});
