/**
 * A mark is tapped, or a link to it: its proof is shown to whoever may see the document, in a group to them alone. A
 * proof that never was and one that somebody may not see are answered alike.
 */

import { basename } from "node:path/posix";
import { Composer } from "grammy";
import type { Citation, Library, LibraryDocument, Validity, ValidityOf } from "../../engine/engine.ts";
import { errorText } from "../../errors.ts";
import type { Language } from "../../language/language.ts";
import type { Log } from "../../operations/log.ts";
import type { DocketContext } from "../context.ts";
import type { Proof } from "../conversation/answers.ts";
import { newId, type Records } from "../conversation/records.ts";
import { BUTTONS, proofPayload } from "../render/reply-buttons.ts";
import {
  addressOf,
  answerPress,
  changeMessage,
  messagePayload,
  type Reply,
  sendReplies,
} from "../render/reply-messages.ts";
import { type DocumentNow, replyWithProof, replyWithSection } from "../render/reply-proof.ts";
import { maySeeCited, viewOf } from "./question-view.ts";

export interface ProofParts extends ProofKeeping {
  readonly records: Records;
  readonly library: Pick<Library, "document" | "version" | "validityIndex" | "editions">;
  /** The bytes of a document's file; null where it is gone or too large to be sent. */
  readonly originalFile: (document: LibraryDocument) => Promise<Uint8Array | null>;
  /** Day such as `2026-11-22`, where the organisation is. */
  readonly today: () => string;
  readonly log: Log;
}

export function proofHandlers(parts: ProofParts): Composer<DocketContext> {
  const { library, log } = parts;
  const composer = new Composer<DocketContext>();
  composer.callbackQuery(BUTTONS.proof.pattern, async (ctx) => {
    const proof = await proofFor(ctx, ctx.match[1], parts);
    if (proof === null) return;
    await show(ctx, proof, parts);
    await answerPress(ctx, log);
  });
  const inPrivate = composer.chatType("private");
  inPrivate.callbackQuery(BUTTONS.section.pattern, async (ctx) => {
    const proof = await proofFor(ctx, ctx.match[1], parts);
    if (proof === null) return;
    const version = library.version(proof.citation.document.version);
    const page = Number(ctx.match[2]);
    const reply = version === null ? null : replyWithSection(proof, version, page, ctx.say);
    if (reply === null) return answerPress(ctx, log, ctx.say("button-stale"));
    // The first page comes as a message of its own; the others take its place.
    if (page === 0) sendReplies(ctx, [reply]);
    else changeMessage(ctx, reply);
    await answerPress(ctx, log);
  });
  inPrivate.callbackQuery(BUTTONS.edition.pattern, async (ctx) => {
    const proof = await proofFor(ctx, ctx.match[1], parts);
    if (proof === null) return;
    const validityOf = library.validityIndex().on(viewOf(ctx, parts.today()));
    const citation = citedElsewhere(proof.citation, library, validityOf).get(ctx.match[2] === "zh" ? "zh" : "en");
    const id = citation === undefined ? undefined : keepProofs(ctx, [citation], parts).get(citation.mark);
    if (citation === undefined || id === undefined) return answerPress(ctx, log, ctx.say("button-stale"));
    await show(ctx, { id, citation, at: parts.clock() }, parts);
    await answerPress(ctx, log);
  });
  inPrivate.callbackQuery(BUTTONS.file.pattern, async (ctx) => {
    const proof = await proofFor(ctx, ctx.match[1], parts);
    if (proof === null) return;
    await sendFile(ctx, proof, parts);
    await answerPress(ctx, log);
  });
  return composer;
}

/** Somebody came by a link to a proof. */
export async function openProof(ctx: DocketContext, id: string, parts: ProofParts): Promise<void> {
  const proof = visibleProof(ctx, id, parts);
  if (proof === null) sendReplies(ctx, [{ text: ctx.say("proof-not-found"), entities: [], keyboard: [] }]);
  else await show(ctx, proof, parts);
}

async function proofFor(ctx: DocketContext, id: string | undefined, parts: ProofParts): Promise<Proof | null> {
  const proof = visibleProof(ctx, id ?? "", parts);
  if (proof === null) await answerPress(ctx, parts.log, ctx.say("proof-not-found"));
  return proof;
}

function visibleProof(ctx: DocketContext, id: string, { records, library }: ProofParts): Proof | null {
  const proof = records.proofs.find(id);
  if (proof === null) return null;
  const { document } = proof.citation;
  if (!maySeeCited(ctx.access, document, library)) return null;
  ctx.effects.shows([document], ctx.person.id);
  const current = library.document(document.id);
  // A title may have been mended since; of another version, what was known then is shown.
  return current?.version === document.version
    ? { ...proof, citation: { ...proof.citation, document: current } }
    : proof;
}

async function show(ctx: DocketContext, proof: Proof, parts: ProofParts): Promise<void> {
  const { library } = parts;
  const isPrivate = ctx.chat?.type === "private";
  const now = nowOf(proof.citation, library);
  const standing = validityNow(ctx, proof.citation, now, parts);
  ctx.effects.shows(namedBy(standing, library), ctx.person.id);
  const replies = replyWithProof({
    say: ctx.say,
    proof,
    now,
    standing,
    version: library.version(proof.citation.document.version),
    editions: [
      ...citedElsewhere(proof.citation, library, library.validityIndex().on(viewOf(ctx, parts.today()))).keys(),
    ],
    privateLink: isPrivate ? null : `https://t.me/${ctx.me.username}?start=${proofPayload(proof.id)}`,
  });
  if (isPrivate || !(await shownToAskerAlone(ctx, replies, proof.citation.document, parts))) {
    sendReplies(ctx, replies, isPrivate ? undefined : ctx.msg?.message_id);
  }
}

/** Called directly: where it gets lost, the mark is tapped again. @returns false where Telegram refuses */
async function shownToAskerAlone(
  ctx: DocketContext,
  replies: readonly Reply[],
  cited: LibraryDocument,
  { library, log }: ProofParts,
): Promise<boolean> {
  const { callbackQuery } = ctx;
  if (callbackQuery === undefined) return false;
  try {
    for (const reply of replies) {
      // It goes past the outbox, which would ask: a proof may have several messages, and each takes a while.
      if (!maySeeCited(await ctx.accessNow(), cited, library)) return true;
      await ctx.api.raw.sendMessage({
        ...addressOf(ctx),
        ...messagePayload(reply),
        ephemeral_message_parameters: { receiver_user_id: ctx.person.id, callback_query_id: callbackQuery.id },
      } as Parameters<typeof ctx.api.raw.sendMessage>[0]);
    }
    return true;
  } catch (thrown) {
    log.debug("no ephemeral message", { problem: errorText(thrown) });
    return false;
  }
}

function validityNow(
  ctx: DocketContext,
  citation: Citation,
  now: DocumentNow,
  { library, today }: ProofParts,
): Validity {
  const validityOf = library.validityIndex().on(viewOf(ctx, today()));
  // The places of clauses are those of the text as it is now.
  return now.kind === "same" ? validityOf(citation.document, citation) : validityOf(citation.document);
}

function nowOf(citation: Citation, library: ProofParts["library"]): DocumentNow {
  const document = library.document(citation.document.id);
  if (document === null) return { kind: "gone" };
  if (document.version === citation.document.version) return { kind: "same" };
  const stillSaysIt = library.version(document.version)?.text.includes(citation.quote) ?? false;
  return { kind: "revised", stillSaysIt };
}

/** The file as it is, while it is what was quoted from; else the text that was. */
async function sendFile(ctx: DocketContext, { citation }: Proof, parts: ProofParts): Promise<void> {
  const { document } = citation;
  const name = basename(document.path);
  const unchanged = nowOf(citation, parts.library).kind === "same";
  const bytes = unchanged ? await parts.originalFile(document) : null;
  const text = bytes === null ? parts.library.version(document.version)?.text : undefined;
  if (bytes === null && text === undefined) {
    sendReplies(ctx, [{ text: ctx.say("file-gone"), entities: [], keyboard: [] }]);
    return;
  }
  const caption = bytes === null ? { caption: ctx.say("file-as-text") } : {};
  ctx.effects.send({
    method: "sendDocument",
    payload: { ...addressOf(ctx), ...caption },
    file: bytes === null ? { name: `${name}.txt`, bytes: Buffer.from(text ?? "", "utf8") } : { name, bytes },
    person: ctx.person.id,
  });
}

/**
 * The quoted words as the other editions of their work have them: what a proof's buttons lead to.
 * @returns by language; none where the document has changed since, or no counterpart is sure
 */
function citedElsewhere(
  { document, start, end }: Citation,
  library: Pick<Library, "document" | "version" | "editions">,
  validityOf: ValidityOf,
): ReadonlyMap<Language, Citation> {
  const editions = library.editions();
  if (library.document(document.id)?.version !== document.version) return new Map();
  return new Map(
    editions.of(document.id).flatMap((other): [Language, Citation][] => {
      const span = editions.counterpart(document, { start, end }, other);
      const version = library.version(other.version);
      if (span === null || version === null) return [];
      const block = version.blocks.find((one) => one.end > span.start);
      const citation: Citation = {
        mark: 1,
        quote: version.text.slice(span.start, span.end),
        ...span,
        document: other,
        section: block?.section ?? [],
        place: block?.place ?? null,
        standing: validityOf(other, span),
      };
      return [[other.language, citation]];
    }),
  );
}

export interface ProofKeeping {
  readonly records: Pick<Records, "proofs">;
  readonly library: Pick<Library, "document">;
  readonly clock: () => Date;
  readonly randomBytes: (size: number) => Uint8Array;
}

/**
 * Proofs for citations that are about to be shown: those there are already, and new ones to be kept with the message.
 * @returns the id of each proof, by the citation's mark
 */
export function keepProofs(
  ctx: DocketContext,
  citations: readonly Citation[],
  { records: { proofs }, library, clock, randomBytes }: ProofKeeping,
): ReadonlyMap<number, string> {
  const at = clock();
  ctx.effects.shows(
    citations.flatMap((citation) => [citation.document, ...namedBy(citation.standing, library)]),
    ctx.person.id,
  );
  return new Map(
    citations.map((citation) => {
      const known = proofs.idOf(citation);
      const id = known ?? newId(randomBytes);
      if (known === null) ctx.effects.keep({ kind: "cited", proof: { id, citation, at } });
      return [citation.mark, id] as const;
    }),
  );
}

/** Documents whose titles are told with a standing: what replaced it, amended it, or may hold in its place. */
export function namedBy(standing: Citation["standing"], library: Pick<Library, "document">): LibraryDocument[] {
  return successorsIn(standing).flatMap(({ id }) => (id === null ? [] : (library.document(id) ?? [])));
}

function successorsIn(standing: Citation["standing"]): readonly { readonly id: string | null }[] {
  switch (standing.kind) {
    case "superseded":
      return standing.now === null ? [standing.by] : [standing.by, standing.now];
    case "amended":
      return [standing.by];
    case "one-of-versions":
      return standing.others;
    case "in-force":
      return standing.amendedBy;
    case "expired":
    case "not-yet-in-force":
    case "unknown":
      return [];
    default:
      return standing satisfies never;
  }
}
