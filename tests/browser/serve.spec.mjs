// `gongkai serve` as a writer uses it: edit, see, break, mend. GONGKAI is the program.
import { expect, test } from "@playwright/test";
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const repository = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const program = process.env.GONGKAI ?? join(repository, "target/release/gongkai");
const sheet = "content/2022/sample-library/overall-target.yaml";

/** A copy of the repository's content, made ready and served; `edit` saves a file with something replaced. */
async function served(options = [], ready = () => {}) {
  const folder = mkdtempSync(join(tmpdir(), "serve-"));
  const scratch = mkdtempSync(join(tmpdir(), "scratch-"));
  cpSync(join(repository, "content"), join(folder, "content"), { recursive: true });
  const edit = (file, from, to) => {
    const text = readFileSync(join(folder, file), "utf8");
    expect(text).toContain(from);
    writeFileSync(join(folder, file), text.replace(from, to));
  };
  ready(edit);
  const process = spawn(program, ["serve", "--site", folder, ...options], { stdio: ["ignore", "pipe", "pipe"], env: { ...globalThis.process.env, TMPDIR: scratch } });
  let said = "";
  process.stderr.on("data", (data) => (said += data));
  const url = await new Promise((done, failed) => {
    let out = "";
    process.stdout.on("data", (data) => (out += data).endsWith("\n") && done(out.trim()));
    process.on("exit", (code) => failed(new Error(`serve ended with ${code}: ${said}`)));
  });
  /** Ends it; what is left of its scratch folder. */
  const stop = async () => {
    const ended = new Promise((done) => process.on("exit", done));
    process.kill("SIGINT");
    await ended;
    const left = readdirSync(scratch);
    for (const own of [folder, scratch]) rmSync(own, { recursive: true });
    return left;
  };
  return { folder, scratch, url, edit, stop, said: () => said };
}

/** The bytes of an answer, whatever the path looks like. */
const ask = (url, path, headers = {}, method = "GET") =>
  new Promise((done, failed) => {
    const { hostname, port } = new URL(url);
    const asked = request({ hostname, port, path, headers, method }, (response) => {
      let body = "";
      response.on("data", (data) => (body += data));
      response.on("end", () => done({ status: response.statusCode, headers: response.headers, body }));
    });
    asked.on("error", failed);
    asked.end();
  });

test("an edit shows within a second, a mistake is named with its place, and goes when it is mended", async ({ page }) => {
  const site = await served();
  try {
    const path = `${site.url}zh/2022/sample-library.html`;
    await expect(async () => expect((await ask(site.url, "/zh/2022/sample-library.html")).status).toBe(200)).toPass();
    await page.setViewportSize({ width: 900, height: 500 });
    await page.goto(path);
    await page.evaluate(() => scrollTo(0, 400));
    const total = /total: ([\d.]+)/.exec(readFileSync(join(site.folder, sheet), "utf8"))[1];

    // The quickest of three edits: other tests run beside this one, and take the processor when they like.
    const took = [];
    let now = total;
    for (const [next, shown] of [["8763.25", "8,763.25"], ["8764.25", "8,764.25"], ["8765.25", "8,765.25"]]) {
      const began = Date.now();
      site.edit(sheet, `total: ${now}\n    fiscal: ${now}`, `total: ${next}\n    fiscal: ${next}`);
      await expect(page.getByText(shown).first()).toBeAttached({ timeout: 5000 });
      took.push(Date.now() - began);
      now = next;
    }
    expect(Math.min(...took), `${took} ms`).toBeLessThan(1000);
    await expect.poll(() => page.evaluate(() => Math.round(scrollY))).toBe(400);

    site.edit(sheet, "total: 8765.25", "total: 8765.2x");
    const overlay = page.locator("gongkai-problems");
    await expect(overlay.getByRole("alert")).toContainText(`${sheet}:`);
    await expect(overlay.getByRole("alert")).toContainText("8765.2x");
    await expect(page.getByText("8,765.25").first()).toBeAttached();
    // Whoever comes now is told, too, and sees the last good site.
    const second = await page.context().newPage();
    await second.goto(`${site.url}en/index.html`);
    await expect(second.locator("gongkai-problems").getByRole("alert")).toContainText(`${sheet}:`);
    await expect(second.getByRole("heading", { level: 1 })).toBeVisible();

    site.edit(sheet, "total: 8765.2x", "total: 8765.25");
    await expect(overlay).toHaveCount(0);
    await expect(second.locator("gongkai-problems")).toHaveCount(0);
  } finally {
    await site.stop();
  }
});

test("a site with a mistake from the beginning says so, and appears when it is mended", async ({ page }) => {
  const broken = await served([], (edit) => edit("content/site.yaml", "editions:", "editionz:"));
  try {
    expect((await ask(broken.url, "/")).status).toBe(503);
    await page.goto(broken.url);
    await expect(page.getByText("There is no site yet.")).toBeVisible();
    await expect(page.locator("gongkai-problems").getByRole("alert")).toContainText("content/site.yaml:");
    await expect(page.locator("gongkai-problems").getByRole("alert")).toContainText("editionz");
    broken.edit("content/site.yaml", "editionz:", "editions:");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator("gongkai-problems")).toHaveCount(0);
  } finally {
    await broken.stop();
  }
});

test("nothing outside the site is answered, and nobody but this machine's own pages", async ({ page }) => {
  const site = await served();
  try {
    await expect(async () => expect((await ask(site.url, "/")).status).toBe(200)).toPass();
    for (const path of ["/../content/site.yaml", "/..%2fcontent/site.yaml", "/%2e%2e/content/site.yaml", "/zh/..%5c..%5ccontent/site.yaml", "//etc/passwd", "/.gongkai/lock", "/zh/%00"]) {
      const answer = await ask(site.url, path);
      expect(answer.status, path).toBe(404);
      expect(answer.body, path).not.toContain("languages:");
    }
    const { host } = new URL(site.url);
    for (const headers of [
      { host: "example.org" },
      { host: `evil.example:${new URL(site.url).port}` },
      { host, origin: "http://example.org" },
      { host, origin: "null" },
      { host, "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" },
      { host, "sec-fetch-site": "same-site", "sec-fetch-mode": "cors" },
    ]) {
      const answer = await ask(site.url, "/zh/index.html", headers);
      expect(answer.status, JSON.stringify(headers)).toBe(403);
      expect(answer.body).not.toContain("<html");
    }
    expect((await ask(site.url, "/", {}, "POST")).status).toBe(405);
    const page404 = await ask(site.url, "/zh/nothing.html");
    expect(page404.status).toBe(404);
    expect((await ask(site.url, "/zh")).headers.location).toBe("/zh/");
    // A page elsewhere cannot read it.
    await page.route("http://elsewhere.example/", (route) => route.fulfill({ contentType: "text/html", body: "<p>elsewhere</p>" }));
    await page.goto("http://elsewhere.example/");
    const read = await page.evaluate((url) => fetch(url).then((response) => response.text(), () => "refused"), site.url);
    expect(read).not.toContain("<html");
  } finally {
    await site.stop();
  }
});

test("a taken port is passed over, and what serve adds is in no published site", async () => {
  const [first, second] = [await served(["--port", "18765"]), await served(["--port", "18765"])];
  try {
    expect(new URL(first.url).port).not.toBe(new URL(second.url).port);
    await expect(async () => expect((await ask(second.url, "/")).body).toContain("/__gongkai/live.js")).toPass();
    expect(existsSync(join(second.folder, "public"))).toBe(false);
  } finally {
    await first.stop();
    await second.stop();
  }
  const site = process.env.GONGKAI_SITE ?? join(repository, "public");
  for (const path of readdirSync(site, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".html"))) {
    expect(readFileSync(join(site, path), "utf8"), path).not.toContain("__gongkai");
  }
});

test("nothing is left of it when it ends", async () => {
  const site = await served();
  expect(readdirSync(site.scratch)).toHaveLength(1);
  expect(await site.stop()).toEqual([]);
});
