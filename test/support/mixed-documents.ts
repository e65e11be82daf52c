/** Made-up documents of three pages in every format that is read, by turns; each says something that no other says. */

import { type Sample, writeCsv, writeDocx, writePdf, writePptx, writeXlsx } from "./office-writers.ts";

export interface MixedDocument {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** A sentence that only this document has. */
  readonly sentence: string;
}

/** A page of print has about so many. */
const SENTENCES_ON_PAGE = 25;
const PAGES = 3;

const SUBJECTS = ["The member", "A laboratory", "The secretariat", "Each supplier", "The working group", "The council"];
const VERBS = ["orders", "tests", "reports", "delivers", "approves", "compares"];
const THINGS = ["photomasks", "wafers", "resist samples", "sputtering targets", "polishing slurry", "process gases"];
const ENDS = [
  "before the meeting in spring",
  "for the second phase",
  "at its own cost",
  "as the rules ask",
  "each quarter",
];

const FORMATS: readonly (readonly [ending: string, write: (sample: Sample) => Promise<Uint8Array> | Uint8Array])[] = [
  [
    "md",
    (sample) =>
      encoded(
        `# ${sample.title}\n\n${sample.parts.map((part) => `## ${part.heading}\n\n${part.sentence}\n`).join("\n")}`,
      ),
  ],
  ["docx", writeDocx],
  ["pdf", writePdf],
  ["html", (sample) => encoded(webPage(sample))],
  ["pptx", writePptx],
  ["xlsx", (sample) => writeXlsx(rowsOf(sample))],
  [
    "txt",
    (sample) =>
      encoded(`${sample.title}\n\n${sample.parts.map((part) => `${part.heading}\n\n${part.sentence}\n`).join("\n")}`),
  ],
  ["eml", (sample) => encoded(mail(sample))],
  ["csv", (sample) => writeCsv(rowsOf(sample))],
];

export async function* mixedDocuments(count: number): AsyncGenerator<MixedDocument> {
  for (let number = 0; number < count; number += 1) {
    const [ending = "", write] = FORMATS[number % FORMATS.length] ?? [];
    const sentence = `Regulation ${number} sets the fee of its members at ${1_000 + number} yuan.`;
    const bytes = await write?.(sampleOf(number, sentence));
    if (bytes !== undefined) yield { path: `collection-${number % 4}/document-${number}.${ending}`, bytes, sentence };
  }
}

function sampleOf(number: number, sentence: string): Sample {
  const parts = Array.from({ length: PAGES }, (_, page) => {
    const sentences = Array.from({ length: SENTENCES_ON_PAGE }, (_, line) => filler(number, page, line));
    if (page === 1) sentences.splice(7, 0, sentence);
    return { heading: `Part ${page + 1} of regulation ${number}`, sentence: sentences.join(" ") };
  });
  return { title: `Regulation ${number} of the alliance`, parts, columns: ["Part", "Text"], sheet: "Regulation" };
}

function filler(number: number, page: number, line: number): string {
  const pick = (words: readonly string[], step: number) =>
    words[(number * step + page * 7 + line * (step + 1)) % words.length];
  const amount = (number * 37 + page * 11 + line * 13) % 900;
  return `${pick(SUBJECTS, 1)} ${pick(VERBS, 2)} ${amount + 10} ${pick(THINGS, 3)} ${pick(ENDS, 5)} in case ${number}-${page}-${line}.`;
}

/** A sheet has a sentence a row. */
function rowsOf(sample: Sample): Sample {
  const parts = sample.parts.flatMap(({ heading, sentence }) =>
    sentence.split(/(?<=\.) /u).map((each) => ({ heading, sentence: each })),
  );
  return { ...sample, parts };
}

function webPage({ title, parts }: Sample): string {
  const article = parts.map(({ heading, sentence }) => `<h2>${heading}</h2><p>${sentence}</p>`).join("");
  return `<!doctype html><html><head><title>${title}</title></head><body><nav><a href="/">Home</a></nav><article><h1>${title}</h1>${article}</article></body></html>`;
}

function mail({ title, parts }: Sample): string {
  const text = parts.map(({ heading, sentence }) => `${heading}\r\n\r\n${sentence}\r\n`).join("\r\n");
  return `From: Secretariat <office@example.org>\r\nTo: members@example.org\r\nSubject: ${title}\r\nDate: Mon, 2 Feb 2026 09:00:00 +0800\r\nMessage-ID: <1@example.org>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}`;
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
