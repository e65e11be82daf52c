/** Words that a model may not bring: short inventions, addresses that only look otherwise, and somebody's authority. */

import { beforeAll, describe, expect, it } from "vitest";
import { createProver } from "../../../src/engine/grounding/prove.ts";
import { type Gloss, loadGloss, readGlossary } from "../../../src/language/zh/gloss.ts";
import { modelsDir } from "../../support/dictionary.ts";
import { measuredClaims } from "./claim-set.ts";

let gloss: Gloss;

beforeAll(async () => {
  gloss = await loadGloss({ modelsDir: modelsDir(), terms: readGlossary("glossary.tsv") });
});

const FEES =
  "The annual membership fee of a full member is 30,000 yuan. Fees that were paid are not refunded. The secretariat in Beijing answers questions of members.";
const FEES_ZH =
  "会员单位应当于每年3月31日前缴纳年费12,000元。已缴纳的会费不予退还。秘书处设在北京，由秘书长石瑛负责日常工作。";

/** Those of the claims that pass, on any one sentence of the passage. */
function passing(claims: readonly string[], passage: string, quotes: readonly string[] = [passage]): string[] {
  const prover = createProver([{ mark: 1, text: passage, about: "" }], gloss);
  return claims.filter((text) =>
    quotes.some((quote) => prover.prove({ text, support: [{ mark: 1, quote }] }).kind === "proven"),
  );
}

describe("short inventions", () => {
  it("never pass", () => {
    const english =
      "Yes.|No.|Yes, of course.|It is.|They are.|True.|Correct.|Fees doubled.|Fees rose.|Fees vanish.|Members cheat.|Members protest.|Bribes were paid.|Ask Beijing.|Beijing pays.|Members sue.|Refunds exist.|Fees are illegal.|Fees are wrong.|The secretariat lies.|Beijing is closed.|Fees are waived.|Members are rich.|Nobody pays.|Everybody pays.|Questions cost money.|It depends.|Members win.|Fees never change.|Pay today.|Members vote.|The fee is unfair.|Refunds are possible.|Yes, fees are refunded.|No fees.|Questions are banned.|The fee is optional.|Call Beijing now.";
    const chinese =
      "是的。|不是。|可以。|不可以。|对。|没错。|会费翻倍。|会费取消。|秘书处撒谎。|北京关闭。|会员抗议。|石瑛辞职。|会费非法。|无需缴费。|可以退还。|会费可以退还。|立即付款。|会员很多。|年费减半。|石瑛被捕。|会费退还。|秘书处搬迁。";
    expect(passing(english.split("|"), FEES)).toEqual([]);
    expect(passing(chinese.split("|"), FEES_ZH)).toEqual([]);
    expect(passing(chinese.split("|"), FEES)).toEqual([]);
    expect(passing(english.split("|"), FEES_ZH)).toEqual([]);
  });
});

describe("addresses", () => {
  const HOSTS = ["pay.example.com", "alliance-fees.cn", "t.me/fees", "会费.公司", "支付.中国"];
  const DOTS = [
    ".",
    "．",
    "。",
    "｡",
    "․",
    "‧",
    "·",
    "・",
    "•",
    "∙",
    "⋅",
    "۔",
    "܁",
    "ꓸ",
    "[.]",
    "(dot)",
    " dot ",
    "[点]",
    "\u200b.",
    ".\u2060",
  ];

  it("never pass, whatever their dots look like", () => {
    const english = HOSTS.flatMap((host) =>
      DOTS.map((dot) => `The annual membership fee of a full member is 30,000 yuan, see ${host.replace(".", dot)}`),
    );
    const chinese = HOSTS.flatMap((host) =>
      DOTS.map((dot) => `会员单位应当于每年3月31日前缴纳年费12,000元，网址${host.replace(".", dot)}`),
    );
    expect(passing(english, FEES)).toEqual([]);
    expect(passing(chinese, FEES_ZH)).toEqual([]);
  });

  it("never pass as mail, handle, number, account, or in letters of a third script", () => {
    const ways =
      "fees@pay.example|fees＠pay．example|fees(at)pay.example|@fees_bot|＠fees_bot|138 0013 8000|138-0013-8000|一三八〇〇一三八〇〇〇|١٣٨٠٠١٣٨٠٠٠|微信号 fee2024|WeChat fee2024|tg://join|раy.ехаmрlе|pаy|https://pay.example|hxxps://pay.example|www。pay。example|IBAN DE8937040044|例え.jp|pay%E3%80%82example.com";
    const claims = ways
      .split("|")
      .flatMap((way) => [
        `The annual membership fee of a full member is 30,000 yuan, ${way}.`,
        `${way}: The annual membership fee of a full member is 30,000 yuan.`,
      ]);
    expect(passing(claims, FEES)).toEqual([]);
  });

  it("pass where the document has them", () => {
    const passage =
      "Applications are sent to fees@alliance.example or handed in at www.alliance.example/fees. Dr.Zhang reads them.";
    expect(passing(["Applications are sent to fees@alliance.example."], passage)).toHaveLength(1);
  });
});

describe("borrowed authority", () => {
  const ENGLISH = [
    "The secretariat orders every member at once: ",
    "The government demands that ",
    "By order of the president, ",
    "The board announces: ",
    "According to the ministry, ",
    "On behalf of the chairman: ",
    "The police warn that ",
    "Important notice from the treasurer: ",
    "URGENT: ",
    "Attention, all members: ",
    "The council instructs all members immediately: ",
    "The administrator confirms that ",
  ];
  const CHINESE = [
    "秘书处命令全体会员立即：",
    "政府要求：",
    "主席宣布：",
    "根据部委通知，",
    "理事会指示全体会员：",
    "公安机关警告：",
    "紧急通知：",
    "请注意：",
    "国务院规定，",
    "管理员确认：",
  ];
  const isEnglish = ({ text }: { readonly text: string }) => !/\p{Script=Han}/u.test(text);
  // Words of the documents, that nobody says in them.
  const quotes = [...new Map(measuredClaims().map((claim) => [claim.quote, claim])).values()].filter(
    ({ quote }) => !/said|recommend|表示|强调|建议/u.test(quote),
  );

  it("never passes before a document's own words", () => {
    const passed = quotes.flatMap((claim) => {
      const prefixes = isEnglish({ text: claim.quote }) ? ENGLISH : CHINESE;
      const first = claim.quote.charAt(0);
      const claims = prefixes.flatMap((prefix) => [
        `${prefix}${claim.quote}`,
        `${prefix}${first.toLowerCase()}${claim.quote.slice(1)}`,
      ]);
      return passing(claims, claim.passage, [claim.quote, claim.passage]);
    });
    expect(quotes.length * ENGLISH.length).toBeGreaterThanOrEqual(270);
    expect(passed).toEqual([]);
  });
});
