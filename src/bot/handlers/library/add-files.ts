/** Files that were decided on go into the folder of documents, all that one press adds as one change. */

import { firstFolder, safePath } from "../../../engine/engine.ts";
import { messageChanged } from "../../chat-message.ts";
import type { DocketContext } from "../../context.ts";
import type { Proposal } from "../../conversation/proposals.ts";
import type { Outgoing } from "../../delivery/effects.ts";
import type { Say } from "../../i18n/words.ts";
import { linkless } from "../../render/reply-linkless.ts";
import { planChange } from "./library-changes.ts";
import { shownPath, undoKeyboard } from "./proposal-card.ts";
import type { LibraryFromChatParts } from "./proposed-file.ts";

/** @param isReplacement in the place of the versions that they replace, where they replace any */
export async function addFiles(
  ctx: DocketContext,
  files: readonly Proposal[],
  isReplacement: boolean,
  parts: LibraryFromChatParts,
): Promise<void> {
  const { proposals } = parts;
  const taken = new Set<string>();
  const writes: Parameters<typeof planChange>[0][number][] = [];
  for (const file of files) writes.push(...(await writesOf(file, isReplacement, taken, parts)));
  const by = { person: ctx.person.id, chat: ctx.chat?.id ?? ctx.person.id };
  const change = await planChange(writes, by, parts);
  ctx.effects.decide(() => {
    // A second press, or another admin's, finds it decided.
    if (files.some(({ id }) => proposals.find(id) === null)) return [];
    for (const { id } of files) proposals.drop(id);
    change.order();
    const path = writes.flatMap((write) => (write.bytes === null ? [] : [shownPath(write.path)])).join(", ");
    const text = ctx.say(isReplacement && files.length === 1 ? "file-replacing" : "file-adding", { path });
    const keyboard = { inline_keyboard: undoKeyboard(change.batch, ctx.say) };
    return [messageChanged(ctx, text, keyboard), ...toldOfDecision(files, "added", parts.sayTo)];
  });
}

/** Whoever proposed a file hears what became of it. */
export function toldOfDecision(
  files: readonly Proposal[],
  decision: "added" | "dropped",
  sayTo: (person: number) => Say,
): readonly Outgoing[] {
  return files
    .filter(({ proposed }) => proposed)
    .map(({ person, name }) => ({
      method: "sendMessage",
      payload: { chat_id: person, text: sayTo(person)(`propose-${decision}`, { name: linkless(name) }) },
      person,
    }));
}

async function writesOf(
  proposal: Proposal,
  isReplacement: boolean,
  taken: Set<string>,
  { originalFile }: LibraryFromChatParts,
) {
  const { replaces, name, collection, bytes, facts } = proposal;
  const endings = [name, replaces ?? ""].map((one) => /\.[A-Za-z0-9]+$/u.exec(one)?.[0].toLowerCase());
  // Under the old name the document stays the same one, and its older version goes on standing behind old quotes. One that
  // was in the collection by its own words is not: what takes its place need not say them.
  const inPlace =
    isReplacement && replaces !== null && endings[0] === endings[1] && firstFolder(replaces) === collection;
  const path = inPlace ? replaces : await freePath(proposal, taken, originalFile);
  taken.add(path);
  const gone = isReplacement && !inPlace ? replaces : null;
  return [{ path, bytes, sidecar: facts }, ...(gone === null ? [] : [{ path: gone, bytes: null, sidecar: null }])];
}

/** Nothing is written over that was not meant to be. */
async function freePath(
  { name, collection }: Proposal,
  taken: ReadonlySet<string>,
  originalFile: LibraryFromChatParts["originalFile"],
): Promise<string> {
  const [, stem = name, ending = ""] = /^(?<stem>.*?)(?<ending>\.[A-Za-z0-9]{1,8})?$/u.exec(name) ?? [];
  for (let number = 1; ; number += 1) {
    const path = safePath(collection, number === 1 ? name : `${stem} (${number})${ending}`);
    if (!taken.has(path) && (await originalFile(path)) === null) return path;
  }
}
