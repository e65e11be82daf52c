import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { createProver, type Proof } from "../../../src/engine/grounding/prove.ts";
import { type Gloss, loadGloss, readGlossary } from "../../../src/language/zh/gloss.ts";
import { modelsDir } from "../../support/dictionary.ts";
import { processorTime } from "../../support/processor-time.ts";
import {
  changed,
  claimText,
  documentText,
  type Fact,
  PARTS,
  PEOPLE,
  type Pick,
  PLACES,
  PROJECTS,
} from "./true-claims.ts";

let gloss: Gloss;

beforeAll(async () => {
  gloss = await loadGloss({
    modelsDir: modelsDir(),
    terms: readGlossary("glossary.tsv"),
  });
});

const factArbitrary: fc.Arbitrary<Fact> = fc.record({
  project: fc.constantFrom(...PROJECTS),
  person: fc.constantFrom(...PEOPLE),
  place: fc.constantFrom(...PLACES),
  tenMillions: fc.integer({ min: 11, max: 990 }),
  companies: fc.integer({ min: 12, max: 180 }),
  share: fc.integer({ min: 31, max: 97 }),
  year: fc.integer({ min: 2015, max: 2029 }),
  month: fc.integer({ min: 1, max: 12 }),
  day: fc.integer({ min: 1, max: 28 }),
  phase: fc.integer({ min: 1, max: 3 }),
  nanometres: fc.integer({ min: 3, max: 29 }),
  currency: fc.constantFrom("yuan", "usd"),
});
const caseArbitrary = fc.record({
  fact: factArbitrary,
  part: fc.constantFrom(...PARTS),
  ofDocument: fc.constantFrom("en", "zh"),
  ofClaim: fc.constantFrom("en", "zh"),
  forms: fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
});

/** Choices in a row, the same ones for the same case. */
function picker(forms: readonly number[]): Pick {
  let next = 0;
  return (below) => (forms[next++ % forms.length] ?? 0) % Math.max(1, below);
}

const SOURCES = {
  en: "It is reported that the total investment of the project is 3 billion yuan, and the first phase investment is 1.1 billion yuan. It will be settled in the Integrated Circuit Industrial Park of Nanhu High-tech Zone.",
  zh: "会员单位应当于每年3月31日前缴纳年费12,000元。秘书处设在北京，由秘书长石瑛负责日常工作。",
  ministry:
    "Miao Zhimin, Deputy Director of the Raw Materials Division of the Ministry of Industry and Information Technology, and Shi Ying, Secretary General of the Materials Alliance, participated in the symposium.",
  smic: "SMIC在上海投资30亿元，建设新工厂。",
  symposium: "The Materials Alliance held its symposium in Beijing on February 27.",
};

function proofOf(claim: string, quote: string): Proof {
  const passage = { mark: 1, text: quote, about: "" };
  return createProver([passage], gloss).prove({ text: claim, support: [{ mark: 1, quote }] });
}

describe("proving a claim", () => {
  it("rests on the one quote of several that proves the claim, and cites it alone", () => {
    const about = { mark: 1, text: SOURCES.en, about: "" };
    const other = { mark: 2, text: "Members do not pay for lunch unless the council has said so.", about: "" };
    const prover = createProver([about, other], gloss);
    const right = { mark: 1, quote: "the total investment of the project is 3 billion yuan" };
    const unrelated = { mark: 2, quote: "Members do not pay for lunch" };
    const text = "The total investment of the project is 3 billion yuan.";
    for (const support of [
      [right, unrelated],
      [unrelated, right],
    ]) {
      const proof = prover.prove({ text, support });
      expect(proof).toMatchObject({ kind: "proven" });
      expect(proof.quotes.map(({ mark }) => mark)).toEqual([1]);
    }
    expect(prover.prove({ text: text.replace("3 billion", "4 billion"), support: [unrelated, right] })).toMatchObject({
      kind: "dropped",
    });
  });

  it("lets 500 true claims in other forms and languages pass", () => {
    fc.assert(
      fc.property(caseArbitrary, ({ fact, part, ofDocument, ofClaim, forms }) => {
        const pick = picker(forms);
        const document = documentText(fact, ofDocument, pick);
        const claim = claimText(fact, part, ofClaim, pick);
        expect({
          claim,
          document,
          proof: proofOf(claim, document).kind === "proven" || proofOf(claim, document),
        }).toEqual({
          claim,
          document,
          proof: true,
        });
      }),
      { numRuns: 500 },
    );
  });

  it("catches each of 2,000 changes of one figure, date, name or unit", () => {
    fc.assert(
      fc.property(caseArbitrary, ({ fact, part, ofDocument, ofClaim, forms }) => {
        const pick = picker(forms);
        const document = documentText(fact, ofDocument, pick);
        const claim = claimText(changed(fact, part, pick), part, ofClaim, pick);
        expect({ claim, document, proof: proofOf(claim, document).kind }).toEqual({
          claim,
          document,
          proof: "dropped",
        });
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ["en", "The project's total investment is 3 billion yuan, of which 1.1 billion yuan is for the first phase."],
    ["en", "项目落户南湖高新区集成电路产业园，总投资三十亿元。"],
    ["zh", "Members must pay the annual fee of 12,000 yuan by March 31 each year."],
    ["zh", "秘书长石瑛负责秘书处的日常工作。"],
    ["ministry", "Miao Zhimin of MIIT and Shi Ying of the Materials Alliance took part in the symposium."],
    ["ministry", "工业和信息化部的苗治民出席了座谈会。"],
    ["smic", "SMIC计划在上海投资30亿元，建设工厂。"],
    ["smic", "SMIC invests 3 billion yuan in a new factory in Shanghai."],
    ["symposium", "座谈会于2月27日在北京召开。"],
  ] as const)("sends what its quote says in other words (%s): %s", (source, claim) => {
    expect(proofOf(claim, SOURCES[source])).toMatchObject({ kind: "proven" });
  });

  it.each([
    ["en", "name", "The project will be settled in the Industrial Park of Xiuzhou High-tech Zone."],
    ["en", "figure", "The project will create 3,000 jobs."],
    ["en", "address", "The total investment is 3 billion yuan, see https://evil.example/x."],
    ["en", "address", "The total investment is 3 billion yuan; write to @cash_now."],
    ["en", "address", "总投资30亿元，请致电 138 0013 8000。"],
    ["en", "negation", "The project will not be settled in the Industrial Park of Nanhu High-tech Zone."],
    ["en", "words", "The project is praised by investors, neighbours and critics all over the country."],
    ["en", "words", "Bribes were handed over secretly behind closed doors."],
    ["zh", "address", "年费为1.2万元，请汇款至 pay.example.com 。"],
    ["en", "address", "Apply for a share of the 3 billion yuan at join.example today."],
    ["zh", "address", "年费为1.2万元，请在ｐａｙ．ｅｘａｍｐｌｅ缴纳。"],
    ["zh", "name", "秘书处由秘书长王磊负责。"],
    ["smic", "name", "TSMC在上海投资30亿元。"],
    ["smic", "name", "SMIC在北京投资30亿元。"],
    ["symposium", "name", "座谈会于2月27日在上海召开。"],
    ["zh", "name", "The secretariat is in Shanghai."],
    ["ministry", "name", "Miao Zhimin of NDRC took part in the symposium."],
    ["ministry", "name", "国家发展和改革委员会的苗治民出席了座谈会。"],
    ["en", "swapped-figure", "The total investment is 1.1 billion yuan."],
    ["en", "swapped-figure", "一期投资30亿元。"],
    ["ministry", "name", "Shi Zhimin took part in the symposium of the Materials Alliance."],
  ] as const)("drops what its quote does not say (%s, %s): %s", (source, reason, claim) => {
    expect(proofOf(claim, SOURCES[source])).toMatchObject({ kind: "dropped", reason });
  });

  it("takes a name that is written without its space for no address", () => {
    const quote = "The photomask project is led by Dr. Zhang Rujing of Xinglin Co., Ltd. in Nanhu.";
    expect(proofOf("The photomask project is led by Dr.Zhang Rujing.", quote)).toMatchObject({ kind: "proven" });
  });

  it("drops a claim whose quote is another passage's, nearly right, too short, or of no passage", () => {
    const prover = createProver(
      [
        { mark: 1, text: SOURCES.en, about: "" },
        { mark: 2, text: SOURCES.zh, about: "" },
      ],
      gloss,
    );
    const text = "The total investment of the project is 3 billion yuan.";
    const reasonOf = (mark: number, quote: string) => {
      const proof = prover.prove({ text, support: [{ mark, quote }] });
      return proof.kind === "dropped" ? proof.reason : proof.kind;
    };
    const quote = "the total investment of the project is 3 billion yuan";
    expect(reasonOf(1, quote)).toBe("proven");
    expect(reasonOf(2, quote)).toBe("quote-not-found");
    expect(reasonOf(3, quote)).toBe("no-quote");
    expect(reasonOf(1, "the total investment of the project is 3 billion dollars")).toBe("quote-not-found");
    expect(reasonOf(1, "3 billion yuan")).toBe("quote-too-short");
    expect(prover.prove({ text, support: [] })).toMatchObject({ reason: "no-quote" });
  });

  it("proves an answer of 8 claims in a small part of the time that a model takes to write it", () => {
    const passages = Array.from({ length: 6 }, (_, index) => ({
      mark: index + 1,
      text: Object.values(SOURCES).join("\n"),
      about: "",
    }));
    const claims = Array.from({ length: 8 }, (_, index) => ({
      text: "项目总投资30亿元，一期投资11亿元。",
      support: [{ mark: (index % 6) + 1, quote: SOURCES.en }],
    }));
    const times = Array.from({ length: 12 }, () => {
      const tookMs = processorTime();
      const prover = createProver(passages, gloss);
      for (const claim of claims) prover.prove(claim);
      return tookMs();
    });
    expect(times.toSorted((one, other) => one - other)[6]).toBeLessThan(60);
  });
});
