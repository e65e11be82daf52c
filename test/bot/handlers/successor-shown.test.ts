/** The title of a successor is a document's words too: it is looked at again when the message leaves. */

import { expect, it } from "vitest";
import { leaveCheck } from "../../../src/bot/handlers/question-view.ts";
import type { Access } from "../../../src/bot/members/access.ts";
import type { Validity } from "../../../src/library/validity/validity.ts";
import { citationIn, FEES, PLAN, quotedAnswer } from "../render/cited.ts";
import { asker, DUE } from "./asker.ts";
import { ADA, botSetting } from "./question-setting.ts";

const AFTER = { id: PLAN.id, title: PLAN.title, since: "2026-01-01" };
const TOLD: readonly [string, Validity][] = [
  ["replaced it", { kind: "superseded", by: AFTER, now: null }],
  ["replaced what replaced it", { kind: "superseded", by: { ...AFTER, id: null, title: null } as never, now: AFTER }],
  ["amended this clause", { kind: "amended", by: AFTER }],
  ["amended it", { kind: "in-force", amendedBy: [AFTER] }],
  ["may be the last version", { kind: "one-of-versions", others: [AFTER] }],
];

it.each(TOLD)("an answer does not leave when the right on the document that %s was taken back", async (_, standing) => {
  const answer = quotedAnswer(citationIn(FEES, DUE.quote, 1, standing as never));
  const bot = botSetting(asker(answer));
  bot.documents = [FEES, PLAN];
  const { shown } = await bot.say("When is the fee due?");
  expect(shown.map(({ id }) => id).sort()).toEqual(["fees", "plan"]);
  const leaves = (collections: readonly string[]) => {
    const access: Access = { kind: "member", admin: false, collections: new Set(collections) };
    const members = { accessOf: () => Promise.resolve(access), accessOfAll: () => Promise.resolve(access) };
    return leaveCheck(members, bot.parts.library)(ADA.id, { documents: shown, reader: ADA.id });
  };
  expect(await leaves(["rules", "plans"])).toBe("yes");
  expect(await leaves(["rules"])).toBe("no");
});
