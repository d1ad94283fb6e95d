// The built site: its pages, and a small server that shows it under a prefix, as a web server would.
import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, posix, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const site = resolve(process.env.GONGKAI_SITE ?? join(dirname(fileURLToPath(import.meta.url)), "../../public"));
if (!existsSync(join(site, "manifest-sha256.txt"))) throw new Error(`there is no site in ${site}: build it first`);

export const pages = readdirSync(site, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".html"))
  .sort();

/** Whether the site has a file, a page or something to download. */
export const has = (path) => existsSync(join(site, path));

export const read = (path) => readFileSync(join(site, path), "utf8");

/** The path that a link on `page` leads to, and its fragment. */
export function follow(page, link) {
  const [path, fragment] = link.split("#");
  return { path: path === "" ? page : posix.normalize(posix.join(posix.dirname(page), decodeURI(path))), fragment };
}

const types = { html: "text/html; charset=utf-8", css: "text/css", svg: "image/svg+xml", js: "text/javascript", txt: "text/plain; charset=utf-8" };

/** Serves a site below /some/prefix/ under a strict policy, where pages may connect to nothing unless it is said; returns its address and a way to stop it. */
export async function serve({ root = site, compress = false, connect = "'none'" } = {}) {
  const server = createServer((request, response) => {
    const path = decodeURI(new URL(request.url, "http://x").pathname).replace(/^\/some\/prefix\//, "");
    const file = join(root, path);
    if (path.includes("..") || !existsSync(file) || path === "" || path.endsWith("/")) return response.writeHead(404).end();
    const compressed = compress && /\b(html|css|js|svg|txt)$/.test(file) && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
    response.writeHead(200, {
      ...(compressed && { "content-encoding": "gzip" }),
      "content-type": types[path.split(".").pop()] ?? "application/octet-stream",
      "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'; connect-src " + connect,
    });
    response.end(compressed ? gzipSync(readFileSync(file)) : readFileSync(file));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { base: `http://127.0.0.1:${server.address().port}/some/prefix`, stop: () => server.close() };
}
