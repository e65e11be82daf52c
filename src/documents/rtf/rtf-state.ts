/** The state of an RTF file as its control words set it: where text goes, how it looks, and how its paragraph stands. */

import type { Script } from "../script-signs.ts";

/** State that control words set, and that comes back at the end of a group. */
export interface State {
  /** Name of the group whose text is being read: "" for the document's own. */
  destination: string;
  /** Fields around it. */
  fields: number;
  /** Next in a group of which readers may know nothing: `{\*\name …}`. */
  starred: boolean;
  font: number;
  hidden: boolean;
  deleted: boolean;
  color: number;
  background: boolean;
  size: number;
  script: "super" | "sub" | null;
  /** Half points that letters are moved up. */
  rise: number;
  /** Characters after `\u` that stand for it where a program knows no Unicode. */
  fallback: number;
  style: number;
  level: number | undefined;
  inTable: boolean;
  /** 2 in a table that stands in a cell. */
  nesting: number;
  /** Twips from the margin, and of the first line from them. */
  left: number;
  first: number;
  centred: boolean;
  /** Depth in a list of the file's own. */
  listLevel: number | undefined;
}

/** Half points: nobody reads what is smaller. */
const SMALLEST = 4;
/** Of `\up` and `\dn` without a number. */
const DEFAULT_RISE = 6;

/** State that each paragraph begins with. */
export const OF_PARAGRAPH = {
  style: 0,
  level: undefined,
  inTable: false,
  nesting: 1,
  left: 0,
  first: 0,
  centred: false,
  listLevel: undefined,
};

/** Letters as a document begins with them, and as `\plain` makes them again. */
const PLAIN = {
  hidden: false,
  deleted: false,
  color: 0,
  background: false,
  size: 24,
  script: null,
  rise: 0,
};

export function initialState(): State {
  return {
    destination: "",
    fields: 0,
    starred: false,
    font: -1,
    fallback: 1,
    ...PLAIN,
    ...OF_PARAGRAPH,
  };
}

export function setCharacter(state: State, word: string, value: number | undefined, on: boolean): void {
  if (word === "plain") {
    Object.assign(state, PLAIN);
  } else if (word === "f" || word === "af") {
    if (word === "f") state.font = value ?? 0;
  } else if (word === "v") state.hidden = on;
  else if (word === "deleted" || word === "strike" || word === "striked") state.deleted = on;
  else if (word === "cf") state.color = value ?? 0;
  else if (/^(?:highlight|cb|chcbpat|cbpat|clcbpat)$/.test(word)) state.background = (value ?? 0) !== 0;
  else if (word === "fs") state.size = value ?? 24;
  else if (word === "super") state.script = on ? "super" : null;
  else if (word === "up") state.rise = value ?? DEFAULT_RISE;
  else if (word === "dn") state.rise = -(value ?? DEFAULT_RISE);
  else if (word === "sub") state.script = on ? "sub" : null;
  else if (word === "nosupersub") state.script = null;
}

export function reasonToHide(state: State, colors: readonly boolean[]): string | undefined {
  if (state.hidden) return "hidden text";
  if (state.deleted) return "deleted text";
  if (state.size < SMALLEST) return "tiny text";
  return colors[state.color] === true && !state.background ? "white text" : undefined;
}

/** `\up` and `\dn` are superscripts and subscripts too, by the half points that they are moved. */
export function scriptOfState({ script, rise }: State): Script | undefined {
  if (script !== null) return script === "super" ? "raised" : "lowered";
  return rise === 0 ? undefined : rise > 0 ? "raised" : "lowered";
}
