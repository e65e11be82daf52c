/** What is known of one document, as a tap in `/documents` shows it: each fact with where it comes from and how sure it is. */

import { createHash } from "node:crypto";
import { factKey, factsKnown, type KnownFact, type LibraryDocument, originKey } from "../../engine/engine.ts";
import type { Say } from "../i18n/words.ts";
import { foldedQuote } from "../render/reply.ts";
import { beginningOf } from "../render/reply-cut.ts";
import { linkless } from "../render/reply-linkless.ts";
import { asReplies, type Block, type Reply } from "../render/reply-messages.ts";
import { joined, plain, styled } from "../render/reply-text.ts";

const TITLE_CODE_POINTS = 200;
const LINE_CODE_POINTS = 200;
const QUOTE_CODE_POINTS = 300;
/** A document that repeals sixty others says so itself. */
const MOST_FACTS = 24;

export function factsReplies(document: LibraryDocument, text: string, say: Say): Reply[] {
  const facts = factsKnown(document, text).filter(({ fact, origin }) => fact !== "title" || origin !== "file name");
  const heading = styled("bold", beginningOf(linkless(document.title), TITLE_CODE_POINTS));
  const blocks = facts.slice(0, MOST_FACTS).map((fact) => factBlock(fact, say));
  const none: Block[] = facts.length === 0 ? [{ content: plain(say("facts-none")), before: "\n\n" }] : [];
  return asReplies([{ content: heading, before: "" }, ...blocks, ...none]);
}

function factBlock({ fact, value, origin, sure, quote }: KnownFact, say: Say): Block {
  const told = { name: say(factKey(fact)), value, origin: say(originKey(origin)), sure: sure ? "yes" : "no", said: "" };
  const line = beginningOf(linkless(say("known-line", told)), LINE_CODE_POINTS);
  const parts = quote === null || quote === value ? [line] : [line, foldedQuote(quote, QUOTE_CODE_POINTS)];
  return { content: joined(parts, "\n"), before: "\n\n" };
}

/** A path may be longer than a button can carry. */
export function documentKey(path: string): string {
  return createHash("sha256").update(path).digest("base64url").slice(0, 22);
}
