import { describe, expect, it } from "vitest";
import { markdownReader } from "../../../src/documents/markdown/markdown.ts";
import { labelAt, labelsIn } from "../../../src/language/labels.ts";
import { findClause } from "../../../src/library/validity/references.ts";

const shortened = (text: string): string => text.replaceAll(/\s+/gu, " ").trim();

async function clauseOf(markdown: string, reference: string): Promise<string | null> {
  const document = await markdownReader().read(new TextEncoder().encode(markdown));
  const span = findClause(document, reference);
  return span === null ? null : shortened(document.text.slice(span.start, span.end));
}

const english = `# Rules

## 3 Fees

### 3.1 Who pays

Members pay.

### 3.2 How much

Full members pay 500 yuan.

(a) Students pay 100 yuan.

(b) Guests pay nothing.

### 3.20 Receipts

Receipts are sent.

## Article 7 Meetings

They meet once a year.

(2) The secretary invites.
`;

const chinese = `# 章程

## 第二章 会费

第七条 会费为每年500元。
第七条之一 学生会费减半。
第八条 会费于三月缴纳。

第九条 有下列情形的，免缴会费：

（一）退休会员；

（二）名誉会员。

## 第三章 会议

第十条 会议每年召开一次。

（一）由秘书处召集。
`;

describe("a clause's label", () => {
  it("is read in both languages and however it is written", () => {
    const read = (text: string) => {
      const found = labelAt(text);
      return found === null ? null : `${found.label.style} ${found.label.number}`;
    };
    expect(["第七条 会费", "第 7 条", "第二十一条", "第一百零三条", "第七条之一"].map(read)).toEqual([
      "article 7",
      "article 7",
      "article 21",
      "article 103",
      "article 7-1",
    ]);
    expect(["Article 7.", "ARTICLE VII", "Art. 7", "Section 3.2 Fees", "§ 12", "Chapter IX"].map(read)).toEqual([
      "article 7",
      "article 7",
      "article 7",
      "section 3.2",
      "section 12",
      "chapter 9",
    ]);
    expect(["七、会费", "（三）会费", "(3) fees", "(b) fees", "3.2 Fees", "３．２　会费", "3、会费"].map(read)).toEqual(
      ["han 7", "han-bracket 3", "bracket 3", "bracket b", "number 3.2", "number 3.2", "number 3"],
    );
  });

  it("is not seen in words and sums", () => {
    for (const text of ["Articles are fun", "Partial", "Civil law", "第几条", "2021年计划", "1,100 yuan", "七月"]) {
      expect(labelAt(text)).toBeNull();
    }
  });

  it("may be a path of several", () => {
    expect(labelsIn("第三章 第七条第（二）项").map(({ style, number }) => `${style} ${number}`)).toEqual([
      "chapter 3",
      "article 7",
      "han-bracket 2",
    ]);
    expect(labelsIn("Article 7(2)")).toHaveLength(2);
    expect(labelsIn("七")).toEqual([{ style: "han", number: "7" }]);
    expect(labelsIn("the fees")).toEqual([]);
  });
});

describe("a clause", () => {
  it("is a heading with all that is below it", async () => {
    expect(await clauseOf(english, "3.2")).toBe(
      "3.2 How much Full members pay 500 yuan. (a) Students pay 100 yuan. (b) Guests pay nothing.",
    );
    expect(await clauseOf(english, "Section 3")).toMatch(/^3 Fees 3\.1 Who pays .* Receipts are sent\.$/u);
    expect(await clauseOf(chinese, "第三章")).toBe("第三章 会议 第十条 会议每年召开一次。 （一）由秘书处召集。");
  });

  it("goes on through headings of its own number that are no deeper", async () => {
    const flat = "# Rules\n\n## 3 Fees\n\nA.\n\n## 3.1 Who\n\nB.\n\n## 4 Meetings\n\nC.\n";
    expect(await clauseOf(flat, "3")).toBe("3 Fees A. 3.1 Who B.");
    expect(await clauseOf(flat, "3.1")).toBe("3.1 Who B.");
  });

  it("is a paragraph, or a sentence that begins with its number, up to the next one", async () => {
    expect(await clauseOf(chinese, "第七条")).toBe("第七条 会费为每年500元。");
    expect(await clauseOf(chinese, "第七条之一")).toBe("第七条之一 学生会费减半。");
    expect(await clauseOf(chinese, "第九条")).toBe("第九条 有下列情形的，免缴会费： （一）退休会员； （二）名誉会员。");
    expect(await clauseOf(chinese, "第九条（二）")).toBe("（二）名誉会员。");
    expect(await clauseOf(english, "3.2(b)")).toBe("(b) Guests pay nothing.");
  });

  it("is found by a number alone, and by its name in the other language", async () => {
    expect(await clauseOf(chinese, "Article 8")).toBe("第八条 会费于三月缴纳。");
    expect(await clauseOf(chinese, "八")).toBe("第八条 会费于三月缴纳。");
    expect(await clauseOf(english, "第七条")).toMatch(/^Article 7 Meetings/u);
  });

  it("is the wider one where the narrower carries no number", async () => {
    expect(await clauseOf(chinese, "第八条第二款")).toBe("第八条 会费于三月缴纳。");
    expect(await clauseOf(english, "Article 7(5)")).toMatch(/^Article 7 Meetings .* invites\.$/u);
  });

  it("is not guessed at where several are called so, or none", async () => {
    expect(await clauseOf(chinese, "（一）")).toBeNull();
    expect(await clauseOf(chinese, "第三章（一）")).toBe("（一）由秘书处召集。");
    expect(await clauseOf(english, "9.9")).toBeNull();
    expect(await clauseOf(english, "the part on fees")).toBeNull();
  });

  it("is the heading, where a table of contents names it too", async () => {
    const contents = "# Rules\n\n- Article 7 Meetings\n- Article 8 Fees\n\n## Article 7 Meetings\n\nOnce.\n";
    expect(await clauseOf(contents, "Article 7")).toBe("Article 7 Meetings Once.");
  });
});
