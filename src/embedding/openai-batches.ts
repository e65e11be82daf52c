/**
 * Texts as an embeddings endpoint takes them: none empty, none too long, and not too many a request. Tokens are not
 * counted but bounded: every token of a byte-level tokenizer is at least one byte. Pure.
 * https://platform.openai.com/docs/api-reference/embeddings/create
 */

const MAX_BYTES_PER_TEXT = 8_191;
const MAX_BYTES_PER_REQUEST = 300_000;

/** What stands for a text that says nothing; a server refuses to embed it, but it must have some vector. */
const NOTHING = ".";

/** Passages are far shorter than the limit; only text that no member will ever be quoted is cut. */
export function acceptableText(text: string): string {
  if (text.trim() === "") return NOTHING;
  const wellFormed = text.toWellFormed();
  const { read } = new TextEncoder().encodeInto(wellFormed, new Uint8Array(MAX_BYTES_PER_TEXT));
  return wellFormed.slice(0, read);
}

/** @param maxInputs texts a request, at most 2,048 with OpenAI */
export function* requestBatches(texts: readonly string[], maxInputs: number): Generator<readonly string[]> {
  let batch: string[] = [];
  let batchBytes = 0;
  for (const text of texts.map(acceptableText)) {
    const bytes = Buffer.byteLength(text);
    if (batch.length === maxInputs || batchBytes + bytes > MAX_BYTES_PER_REQUEST) {
      yield batch;
      batch = [];
      batchBytes = 0;
    }
    batch.push(text);
    batchBytes += bytes;
  }
  if (batch.length > 0) yield batch;
}
