/** The page's own files: read, put together and compressed once, and nothing else of the disk. */

import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { gzipSync } from "node:zlib";
import { Hono } from "hono";
import { joinModules } from "./web-script.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** Later ones win over earlier ones. They are sent as one file, as the scripts are. */
const STYLES = ["frame", "side", "chat", "bubble", "composer", "inspector"];

export function pageFiles(): Hono {
  const folder = new URL("./page/", import.meta.url);
  const read = (name: string): Buffer => readFileSync(new URL(name, folder));
  const app = new Hono();
  const serve = (path: string, content: Buffer): void => {
    const type = TYPES[extname(path)] ?? "text/html; charset=utf-8";
    const plain = new Uint8Array(content);
    const packed = new Uint8Array(gzipSync(plain, { level: 9 }));
    app.get(path, (context) => {
      const packs = /\bgzip\b/u.test(context.req.header("accept-encoding") ?? "");
      if (packs) context.header("content-encoding", "gzip");
      context.header("vary", "accept-encoding");
      return context.body(packs ? packed : plain, 200, { "content-type": type });
    });
  };
  serve("/", read("index.html"));
  serve("/page.css", Buffer.concat(STYLES.map((name) => read(`${name}.css`))));
  serve("/page.js", Buffer.from(joinModules("main.js", (name) => read(name).toString("utf8"))));
  serve("/icon.svg", read("icon.svg"));
  return app;
}
