import { describe, expect, it } from "vitest";
import { documentKey } from "../../../src/bot/handlers/documents-list.ts";
import { BUTTONS } from "../../../src/bot/render/reply-buttons.ts";
import { FEES, PLAN } from "../render/cited.ts";
import { botSetting, textsOf } from "./question-setting.ts";

describe("a document that a member wants", () => {
  it.each([
    ["Send me the membership fees, please", "fees.md", "Membership fees"],
    ["把光刻材料行动计划发给我", "plan.md", "光刻材料行动计划"],
    ["行动计划怎么下载？", "plan.md", "光刻材料行动计划"],
  ])("is sent as the file that it is: %s", async (message, name, title) => {
    const { sent, shown } = await botSetting().say(message);
    expect(sent).toMatchObject([{ method: "sendDocument", file: { name } }]);
    expect(sent[0]?.payload).toMatchObject({ caption: expect.stringContaining(title) });
    expect(shown).toHaveLength(1);
  });

  it("comes with a warning where it holds no longer", async () => {
    const bot = botSetting();
    bot.documents = [{ ...PLAN, effectiveUntil: "2023" }];
    bot.language = "zh";
    const { sent } = await bot.say("请把行动计划发我一份");
    expect(sent[0]?.payload).toMatchObject({ caption: "光刻材料行动计划\n已于2023年12月31日到期" });
  });

  it("is chosen by the member where several are meant", async () => {
    const bot = botSetting();
    bot.documents = [PLAN, { ...PLAN, id: "talent", path: "plans/talent.md", title: "人才行动计划" }];
    const outcome = await bot.say("发我一下行动计划");
    expect(textsOf(outcome)).toEqual([expect.stringMatching(/1 · 光刻材料行动计划\n2 · 人才行动计划/u)]);
    const pressed = await bot.press(BUTTONS.documentFile.data(documentKey("plans/talent.md")));
    expect(pressed.sent).toMatchObject([{ method: "sendDocument", file: { name: "talent.md" } }]);
  });

  it("is no document of a collection that is not theirs, and a request for none is a question", async () => {
    const asked: string[] = [];
    const bot = botSetting({
      ask: ({ question }) => {
        asked.push(question);
        return Promise.reject(new Error("asked"));
      },
    });
    bot.documents = [FEES, PLAN];
    bot.access = { kind: "member", admin: false, collections: new Set(["plans"]) };
    for (const message of ["send me the membership fees", "send me the phone number of the office"]) {
      await expect(bot.say(message)).rejects.toThrow("asked");
    }
    expect(asked).toHaveLength(2);
    expect((await bot.press(BUTTONS.documentFile.data(documentKey(FEES.path)))).sent).toEqual([]);
  });
});
