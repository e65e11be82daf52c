/**
 * The parameters of one call. Telegram takes the same call as JSON, as a form, as multipart or in the address, so a
 * number may come as `5` or as "5", and an object as itself or as JSON in a string. Readers here take each of them, and
 * refuse in Telegram's words.
 */

import { ApiFailure, badRequest } from "./failure.ts";

export interface UploadedFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** A JSON object whose fields are not known yet. */
export type Fields = Readonly<Record<string, unknown>>;

export class Parameters {
  readonly values: Fields;
  readonly files: ReadonlyMap<string, UploadedFile>;

  constructor(values: Fields, files: ReadonlyMap<string, UploadedFile> = new Map()) {
    this.values = values;
    this.files = files;
  }

  has(name: string): boolean {
    return this.values[name] !== undefined && this.values[name] !== null;
  }

  /** The empty string if it is not given. */
  text(name: string): string {
    const value = this.values[name] ?? "";
    return typeof value === "string" ? value : typeof value === "object" ? JSON.stringify(value) : String(value);
  }

  /** Null if it is not given or is no whole number, which Telegram does not tell apart either. */
  integer(name: string): number | null {
    const value = this.values[name];
    const number = typeof value === "string" && value !== "" ? Number(value) : value;
    return typeof number === "number" && Number.isSafeInteger(number) ? number : null;
  }

  flag(name: string): boolean {
    const value = this.values[name];
    return value === true || value === 1 || (typeof value === "string" && /^(?:true|yes|1)$/iu.test(value));
  }

  /** @returns undefined if it is not given */
  json(name: string): unknown {
    const value = this.values[name];
    if (value === null || value === "") return undefined;
    if (typeof value !== "string") return value;
    try {
      return JSON.parse(value);
    } catch {
      throw badRequest(`can't parse ${name} JSON object`);
    }
  }

  object(name: string): Fields | null {
    const value = this.json(name);
    if (value === undefined) return null;
    if (!isFields(value)) throw badRequest(`object expected as ${name.replaceAll("_", " ")}`);
    return value;
  }

  list(name: string): readonly unknown[] | null {
    const value = this.json(name);
    if (value === undefined) return null;
    if (!Array.isArray(value)) throw badRequest(`expected an Array of ${name.replaceAll("_", " ")}`);
    return value;
  }
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @throws ApiFailure as Telegram says it of an identifier that is missing or no number */
export function requiredInteger(parameters: Parameters, name: string): number {
  const value = parameters.integer(name);
  if (value === null) throw new ApiFailure(400, `Bad Request: ${name.replaceAll("_", " ")} is not specified`);
  return value;
}
