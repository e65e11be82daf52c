/** What is known of a document, with a button to change each. Pure. */

import type { EditableFact } from "../../../engine/engine.ts";
import type { Say } from "../../i18n/words.ts";
import { BUTTONS, button } from "../../render/reply-buttons.ts";
import { shortened } from "../../render/reply-cut.ts";
import { linkless } from "../../render/reply-linkless.ts";
import { asReplies, type Reply } from "../../render/reply-messages.ts";
import { joined, plain, styled } from "../../render/reply-text.ts";

/** `name` is that of the file. */
export type FactName = EditableFact | "name";

export type ShownFacts = Readonly<Record<FactName, string | null>>;

const VALUE_CHARACTERS = 300;
const BUTTONS_A_ROW = 3;

interface KnownOfDocument {
  readonly title: string;
  readonly number: string | null;
  readonly publisher: string | null;
  readonly published: string | null;
  readonly effectiveFrom: string | null;
  readonly effectiveUntil: string | null;
  readonly supersedes: readonly string[];
  /** The path. */
  readonly name: string;
}

export function factsOf({ supersedes, effectiveFrom, effectiveUntil, ...known }: KnownOfDocument): ShownFacts {
  const { title, number, publisher, published, name } = known;
  const dates = { published, effective_from: effectiveFrom, effective_until: effectiveUntil };
  return { title, number, publisher, ...dates, supersedes: supersedes.length > 0 ? supersedes.join(", ") : null, name };
}

export function factsCard(id: string, of: "d" | "p", facts: ShownFacts, say: Say): Reply {
  const names = (Object.keys(facts) as FactName[]).filter((name) => of === "d" || name !== "name");
  const lines = names.map((name) => ({
    content: joined([styled("bold", say(`fact-${name.replaceAll("_", "-")}`)), `: ${shownFact(facts[name], say)}`]),
    before: "\n",
  }));
  const buttons = names.map((name) =>
    button(say(`fact-${name.replaceAll("_", "-")}`), BUTTONS.libraryFact.data(of, id, name)),
  );
  const rows = Array.from({ length: Math.ceil(buttons.length / BUTTONS_A_ROW) }, (_, row) =>
    buttons.slice(row * BUTTONS_A_ROW, (row + 1) * BUTTONS_A_ROW),
  );
  const move = of === "d" ? [[button(say("file-button-collection"), BUTTONS.libraryMove.data(id))]] : [];
  const [card = { text: "", entities: [], keyboard: [] }] = asReplies(
    [{ content: plain(say("facts-title")), before: "" }, ...lines],
    [...rows, ...move],
  );
  return card;
}

export function shownFact(value: string | null, say: Say): string {
  return value === null ? say("facts-unknown") : linkless(shortened(value, VALUE_CHARACTERS));
}
