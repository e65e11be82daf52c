/**
 * Secrets that may be written nowhere but where it belongs, as tests have it: strings that nothing else contains. All
 * begin with one mark, in letters that no address, JSON or index writes in another way, and near their start, so that
 * half of one is known as well.
 */

const MARK = "qzmarker";

/** It has the form that BotFather gives, which the configuration asks for. */
export const TOKEN = `123456789:${MARK}token_AAAAAAAAAAAAAAAAAAAAAAA`;
/** Without the `sk-` by which some keys are known: those of other servers have none. */
export const API_KEY = `${MARK}key-0123456789`;
export const WEBHOOK_SECRET = `${MARK}webhook-0123456789`;
/** Part of a question or a comment. One word for every index, whatever it does to words. */
export const MEMBERS_WORDS = `${MARK}words`;
export const MEMBERS_NAME = `${MARK}name`;

/** Randomness for invitations: what is made of 16 of these bytes begins with `qzmarkerinvi`, and no two are alike. */
export function markedBytes(random: (size: number) => Uint8Array): (size: number) => Uint8Array {
  const start = Buffer.from(`${MARK}invi`, "base64url");
  return (size) => (size > start.length ? Buffer.concat([start, random(size - start.length)]) : random(size));
}

/** By how it goes on after the mark. */
const SECRETS = {
  token: "the bot's token",
  key: "the model's key",
  webhook: "the webhook's secret",
  invi: "an invitation's secret",
  word: "a member's words",
  name: "a member's name",
} as const;

export type Secret = (typeof SECRETS)[keyof typeof SECRETS] | "a marked secret, cut off";

/** Words of members, their names, and what they are invited with, are kept as data; the operator's secrets are not. */
export const OF_MEMBERS: ReadonlySet<Secret> = new Set([SECRETS.invi, SECRETS.word, SECRETS.name]);

/** Secrets that are in it, each once. Bytes are looked through as they are: 1 GB a second. */
export function secretsIn(written: string | Uint8Array): readonly Secret[] {
  if (typeof written !== "string") {
    const bytes = Buffer.from(written.buffer, written.byteOffset, written.byteLength);
    return bytes.includes(MARK) ? secretsIn(bytes.toString("latin1")) : [];
  }
  if (!written.includes(MARK)) return [];
  return [...new Set([...written.matchAll(AFTER_MARK)].map(([, rest = ""]) => named(rest)))];
}

const AFTER_MARK = new RegExp(`${MARK}([a-z]*)`, "gu");

function named(rest: string): Secret {
  const found = Object.entries(SECRETS).find(([start]) => rest.startsWith(start));
  return found === undefined ? "a marked secret, cut off" : found[1];
}

/** The text without what is secret in it, fit to be shown. */
export function withoutSecrets(text: string): string {
  return text.replaceAll(new RegExp(`[\\w:-]*${MARK}[\\w-]*`, "gu"), "[…]");
}
