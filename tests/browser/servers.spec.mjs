// The site on the web servers of the distribution, with the configuration of docs/servers, at the root and below a path.
import { expect, test } from "@playwright/test";
import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { follow, has, read, site } from "./site.mjs";

const docs = resolve(dirname(fileURLToPath(import.meta.url)), "../../docs/servers");

const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

/** What differs between two texts is part of the test: where a piece is not there, the configuration has changed. */
function put(text, changes) {
  for (const [from, to] of changes) {
    expect(text, `${from} is in the configuration`).toContain(from);
    text = text.replaceAll(from, to);
  }
  return text;
}

const servers = {
  nginx(folder, root, prefix, port) {
    const conf = put(readFileSync(join(docs, "nginx.conf"), "utf8"), [
      ["listen 80;", `listen 127.0.0.1:${port};`],
      ["root /srv/www;", `root ${root};`],
      ["location / {", `location ${prefix} {`],
      ["error_page 404 /404.html;", `error_page 404 ${prefix}404.html;`],
    ]);
    const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join("\n");
    writeFileSync(
      join(folder, "nginx.conf"),
      `daemon off;\npid ${folder}/pid;\nerror_log ${folder}/error.log;\n${process.getuid() === 0 ? "user root;\n" : ""}events {}\nhttp {\ninclude /etc/nginx/mime.types;\naccess_log off;\n${temporary}\n${conf}}\n`,
    );
    return ["/usr/sbin/nginx", ["-p", folder, "-c", join(folder, "nginx.conf")]];
  },
  apache(folder, root, prefix, port) {
    const conf = put(readFileSync(join(docs, "apache.conf"), "utf8"), [
      ["/srv/www", root],
      ["ErrorDocument 404 /404.html", `ErrorDocument 404 ${prefix}404.html`],
    ]);
    const modules = ["mpm_event", "authz_core", "dir", "mime", "headers", "deflate", "filter"].map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`);
    writeFileSync(
      join(folder, "apache.conf"),
      `${modules.join("\n")}\nServerRoot ${folder}\nServerName localhost\nListen 127.0.0.1:${port}\nPidFile ${folder}/pid\nDefaultRuntimeDir ${folder}\nErrorLog ${folder}/error.log\nTypesConfig /etc/mime.types\nUser nobody\nGroup nogroup\n${conf}`,
    );
    return ["/usr/sbin/apache2", ["-DFOREGROUND", "-f", join(folder, "apache.conf")]];
  },
};

/** Starts a server that shows the site below `prefix`; its address, and how to stop it. */
async function start(name, prefix) {
  const folder = mkdtempSync(join(tmpdir(), `gongkai-${name}-`));
  // Workers of a server that root starts are nobody.
  chmodSync(folder, 0o755);
  // The folder of the path leads to the site.
  const root = prefix === "/" ? site : join(folder, "root");
  if (prefix !== "/") {
    mkdirSync(root);
    symlinkSync(site, join(root, prefix.replaceAll("/", "")));
  }
  const port = await freePort();
  const [program, args] = servers[name](folder, root, prefix, port);
  // Apache follows the link of this test only if it is told to; sites are folders.
  if (name === "apache" && prefix !== "/") {
    const conf = join(folder, "apache.conf");
    writeFileSync(conf, put(readFileSync(conf, "utf8"), [["Options None", "Options FollowSymLinks"]]));
  }
  const server = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  server.stderr.on("data", (data) => (said += data));
  const base = `http://127.0.0.1:${port}${prefix}`;
  for (let turn = 0; ; turn++) {
    const up = await fetch(base).catch(() => null);
    if (up) break;
    const log = join(folder, "error.log");
    if (turn > 100 || server.exitCode !== null) throw new Error(`${name} does not start: ${said} ${existsSync(log) ? readFileSync(log, "utf8") : ""}`);
    await new Promise((done) => setTimeout(done, 50));
  }
  const stop = async () => {
    const ended = new Promise((done) => server.on("exit", done));
    server.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true });
  };
  return { base, stop };
}

const links = (page) => [...read(page).matchAll(/(?:href|src)="?([^"\s>]+)/g)].map(([, link]) => link).filter((link) => !/^(https?:|mailto:|data:|tel:|#)/.test(link));

for (const name of Object.keys(servers)) {
  for (const prefix of ["/", "/jixiao/"]) {
    test(`${name} at ${prefix}: no violation, no dead link, the right headers`, async ({ page }) => {
      const { base, stop } = await start(name, prefix);
      try {
        const wrong = [];
        page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
        page.on("pageerror", (error) => wrong.push(String(error)));
        page.on("response", (response) => response.status() >= 400 && wrong.push(`${response.status()} ${response.url()}`));
        await page.addInitScript(() => document.addEventListener("securitypolicyviolation", (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`)));
        const shown = ["index.html", "zh/index.html", "en/2022/organization-department.html", "zh-en/data.html", "zh/departments.html"].filter(has);
        expect(shown.length).toBeGreaterThan(3);
        for (const path of shown) {
          await page.goto(base + path);
          await expect(page.locator("h1")).toBeVisible();
        }
        await page.goto(`${base}zh/search.html#q=${encodeURIComponent("老干部")}`);
        await expect(page.locator("main")).toContainText("老干部", { timeout: 15_000 });
        expect(wrong).toEqual([]);

        for (const path of shown) {
          for (const link of new Set(links(path))) {
            const target = follow(path, link).path.split("?")[0];
            const answer = await fetch(base + target);
            expect(answer.status, `${path} → ${link}`).toBe(200);
          }
        }

        const headers = async (path) => (await fetch(base + path)).headers;
        const style = links("zh/index.html").map((link) => follow("zh/index.html", link).path).find((path) => /^assets\/[^/]+\.css$/.test(path));
        expect((await headers(style)).get("cache-control")).toBe("public, max-age=31536000, immutable");
        for (const path of ["zh/index.html", "assets/search/entry.js", "data/2022/organization-department.json"]) {
          expect((await headers(path)).get("cache-control"), path).toBe("no-cache");
        }
        for (const path of ["zh/index.html", "zh/nothing.html"]) {
          const all = await headers(path);
          expect(all.get("content-security-policy"), path).toContain("default-src 'none'; script-src 'self'");
          expect(all.get("x-content-type-options"), path).toBe("nosniff");
        }
        const missing = await fetch(`${base}zh/deep/er/nothing.html`);
        expect([missing.status, (await missing.text()) === read("404.html")]).toEqual([404, true]);
        expect((await fetch(base + "data/")).status, "no list of a folder").toBeGreaterThanOrEqual(403);
        const again = await fetch(`${base}zh/index.html`, { headers: { "if-none-match": (await headers("zh/index.html")).get("etag") } });
        expect(again.status, "what has not changed is not sent again").toBe(304);
      } finally {
        await stop();
      }
    });
  }
}
