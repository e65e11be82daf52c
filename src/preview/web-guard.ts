/**
 * Lets only one page talk to the preview: the page that was opened with the printed address, on this machine, and
 * nobody else. Other pages in the same browser can send requests to the loopback too, and a name of their own can lead
 * there (DNS rebinding), so the host, the origin and a key are checked. The key stands behind the `#` of the address:
 * no request and no log ever has it there, and the page sends it as a header, which no other site's page can do. It is
 * no cookie, as cookies go to every port of the machine.
 */

import { timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";

/** On every answer, the page's own files too. */
const HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    // The browser itself refuses to make markup out of text.
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; "),
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
};

/** @param port null before it is known: then nobody is let in */
export function onlyThisMachine(port: () => number | null): MiddlewareHandler {
  return async (context, next) => {
    for (const [name, value] of Object.entries(HEADERS)) context.header(name, value);
    const hosts = [`127.0.0.1:${port()}`, `localhost:${port()}`];
    const host = context.req.header("host") ?? "";
    if (!hosts.includes(host)) return context.text("Open the address that the preview printed.\n", 403);
    const origin = context.req.header("origin");
    const site = context.req.header("sec-fetch-site") ?? "none";
    // A link to the page may stand anywhere: the page alone tells nothing.
    const opensPage = context.req.header("sec-fetch-dest") === "document";
    const ownSite = opensPage || site === "same-origin" || site === "none";
    const foreign = (origin !== undefined && origin !== `http://${host}`) || !ownSite;
    if (foreign) return context.text("Other sites may not ask here.\n", 403);
    await next();
    return undefined;
  };
}

export function onlyWithKey(key: string): MiddlewareHandler {
  const expected = Buffer.from(`Bearer ${key}`);
  return async (context, next) => {
    const given = Buffer.from(context.req.header("authorization") ?? "");
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      return context.json({ problem: "open the address that the preview printed: its key is missing or old" }, 401);
    }
    await next();
    return undefined;
  };
}
