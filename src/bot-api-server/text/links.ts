/** An address that a bot gives for a link or a button -> the address as Telegram keeps it, or its refusal. */

export type LinkCheck = { readonly url: string } | { readonly refused: string };

const TELEGRAM_SCHEMES: ReadonlySet<string> = new Set(["tg", "ton", "tonsite"]);

/** @returns a refusal that begins with `URL '…' is invalid`, to be put behind what the address is for */
export function checkLink(given: string): LinkCheck {
  const refused = (why: string) => ({ refused: `URL '${given}' is invalid: ${why}` });
  const [, scheme = "http", rest = ""] = /^(?:([a-z][a-z0-9+.-]*):\/{0,2})?(.*)$/isu.exec(given.trim()) ?? [];
  if (TELEGRAM_SCHEMES.has(scheme.toLowerCase())) return { url: given.trim() };
  if (!/^https?$/iu.test(scheme)) return refused("Unsupported URL protocol");
  const [, host = "", port, tail = ""] = /^(?:[^@/?#]*@)?([^:/?#]*)(?::([^/?#]*))?(.*)$/su.exec(rest) ?? [];
  if (host === "") return refused("URL host is empty");
  if (/\s/u.test(rest) || !/^[\p{L}\p{N}_~-]+(?:\.[\p{L}\p{N}_~-]+)+$/u.test(host)) return refused("Wrong HTTP URL");
  if (port !== undefined && !/^\d{1,5}$/u.test(port)) return refused("Wrong HTTP URL");
  return { url: `${scheme.toLowerCase()}://${host}${port === undefined ? "" : `:${port}`}${tail === "" ? "/" : tail}` };
}

/** @returns the person of a `tg://user?id=…` link, which is a mention and no link */
export function mentionedUser(url: string): number | null {
  const [, id] = /^tg:(?:\/\/)?user\?id=(\d+)$/iu.exec(url) ?? [];
  return id === undefined ? null : Number(id);
}
