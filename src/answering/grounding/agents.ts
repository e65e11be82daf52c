/**
 * Who does it, and to whom. Around a word that claim and quote share, what stands before it in one must not stand after
 * it in the other while what stands after stands before: `the council elects the secretary` is not `the secretary elects
 * the council`. A passive turns the order around. Pure.
 */

import { says, type Token } from "./tokens.ts";

export interface Sentence {
  readonly text: string;
  readonly tokens: readonly Token[];
}

export function agentsSwapped(claim: Sentence, quoted: Sentence): boolean {
  const pairs = claim.tokens.flatMap((mine, at) => {
    const theirs = quoted.tokens.flatMap((token, index) => (says(mine, token) ? [index] : []));
    const isAlone = claim.tokens.filter((token) => says(token, mine)).length === 1;
    const [index] = theirs;
    // One Chinese word may be two English ones that stand together.
    const isOne = theirs.every((other, number) => other === (index ?? 0) + number);
    return index !== undefined && isOne && isAlone ? [{ at, index }] : [];
  });
  const [active, passive] = [passiveVerbs(claim), passiveVerbs(quoted)];
  return pairs.some(({ at, index }) => {
    const others = pairs.filter((pair) => pair.at !== at);
    const forward = others.filter((pair) => pair.at < at && pair.index > index).length;
    const backward = others.filter((pair) => pair.at > at && pair.index < index).length;
    const before = others.filter((pair) => pair.at < at && pair.index < index).length;
    const after = others.filter((pair) => pair.at > at && pair.index > index).length;
    const turned = active.has(at) !== passive.has(index);
    if (turned) return before > 0 && after > 0 && forward + backward === 0;
    const converse = CONVERSE.test(claim.text) !== CONVERSE.test(quoted.text);
    return forward > 0 && backward > 0 && !converse && !anyPassive(claim, quoted, active, passive);
  });
}

/** It names the other side first: what one reports, the other receives. */
const CONVERSE = /\b(?:receives?|gets?|belongs? to|has|have|under|undergo\w*)\b|收到|得到|受到|获得/iu;

/** Numbers of the words whose doer stands after: `elected by`, 由…选举. */
function passiveVerbs({ text, tokens }: Sentence): Set<number> {
  const verbs = new Set<number>();
  tokens.forEach((token, index) => {
    const isPassive = /\b(?:is|are|was|were|be|been|being) (?:\w+ly )?$/iu.test(text.slice(0, token.start));
    if (isPassive && /^ (?:\w+ ){0,2}?by\b/iu.test(text.slice(token.end))) verbs.add(index);
  });
  return verbs;
}

function anyPassive(claim: Sentence, quoted: Sentence, active: Set<number>, passive: Set<number>): boolean {
  const han = /[由被]/u;
  return active.size > 0 !== passive.size > 0 || han.test(claim.text) !== han.test(quoted.text);
}
