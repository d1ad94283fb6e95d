// Screenshots for people to look at: node shots.mjs SITE OUT [page…]
import { chromium } from "@playwright/test";
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";

const [site, out, ...pages] = process.argv.slice(2);
const wanted = pages.length ? pages : ["index.html", "2022/index.html", "2022/organization-department.html", "departments/organization-department.html", "about.html"];
mkdirSync(out, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
for (const edition of ["zh", "en", "zh-en"]) {
  for (const [name, width, colorScheme] of [["desktop", 1280, "light"], ["phone", 360, "light"], ["dark", 1280, "dark"]]) {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    for (const path of wanted) {
      await page.goto(`file://${resolve(site)}/${edition}/${path}`);
      await page.screenshot({ path: `${out}/${edition}-${name}-${path.replaceAll("/", "_")}.png`, fullPage: true });
      if (name === "desktop") await page.pdf({ path: `${out}/${edition}-${path.replaceAll("/", "_")}.pdf`, preferCSSPageSize: true });
    }
    await page.close();
  }
}
await browser.close();
