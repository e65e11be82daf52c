/** Log for the operator. Fields are facts, never members' words, tokens or keys. */

import { type DestinationStream, pino, stdTimeFunctions } from "pino";
import type { LogLevel } from "../settings.ts";

export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

interface LogOptions {
  readonly level: LogLevel;
  /** The bot's token, keys and the like; what is null or empty is ignored. */
  readonly secrets: readonly (string | null)[];
  /** Takes one line with its line feed. */
  readonly write: (line: string) => void;
}

/** A reason is a sentence; what is longer is somebody's text. */
const MAX_FIELD_LENGTH = 500;

/**
 * The log: JSON lines, one event each, by pino. Whatever a caller puts in by mistake, secrets do not get out: each
 * line is searched for them before it is written.
 */
export function createLog({ level, secrets, write }: LogOptions): Log {
  const redact = redactor(secrets);
  const destination: DestinationStream = { write: (line) => write(redact(line)) };
  const logger = pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      messageKey: "event",
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
  // A secret that is cut is known no more, so fields are searched before, and lines for what JSON made of the rest.
  const shown = (fields: LogFields = {}): LogFields =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [name, typeof value === "string" ? bounded(redact(value)) : value]),
    );
  return {
    debug: (event, fields) => logger.debug(shown(fields), event),
    info: (event, fields) => logger.info(shown(fields), event),
    warn: (event, fields) => logger.warn(shown(fields), event),
    error: (event, fields) => logger.error(shown(fields), event),
  };
}

function bounded(text: string): string {
  return text.length > MAX_FIELD_LENGTH ? `${text.slice(0, MAX_FIELD_LENGTH)}…` : text;
}

/** Matches any bot's token, so that one is also hidden that came from somewhere else. */
const TOKEN = /\d{5,20}:[A-Za-z0-9_-]{30,}/gu;

/** @returns what puts `[secret]` in the place of each secret, as it is and as an address writes it */
function redactor(secrets: readonly (string | null)[]): (text: string) => string {
  const hidden = secrets
    .filter((secret): secret is string => secret !== null && secret !== "")
    // JSON escapes quotes and backslashes, addresses a colon and more.
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
    .toSorted((one, other) => other.length - one.length);
  return (text) =>
    hidden.reduce((shown, secret) => shown.replaceAll(secret, "[secret]"), text).replaceAll(TOKEN, "[secret]");
}
