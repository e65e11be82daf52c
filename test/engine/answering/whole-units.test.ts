/** What is quoted with a sentence to make it whole: a list, its steps, the answer to a question, what stands under a heading. */

import { describe, expect, it } from "vitest";
import { answerText } from "../../../src/engine/answering/answer.ts";
import { claimsFor } from "./claims-for.ts";

const plan = `# Plan

The plan has three safeguards:

- Coordination is strengthened.
- Policy support is increased.
- The environment is optimised.

The goal is 2.100 billion yuan.

> Editor's note: 2,100 billion yuan is evidently meant.

Another paragraph.
`;

describe("what makes a sentence whole", () => {
  it("brings all of a list where the question asks for a list", async () => {
    const claims = await claimsFor(plan, [["Policy support", 2]], undefined, "Which safeguards does the plan have?");
    expect(answerText(claims)).toBe(
      "The plan has three safeguards:\n• Coordination is strengthened.\n• Policy support is increased.\n• The environment is optimised. [1]",
    );
  });

  it("brings a list along with its introduction", async () => {
    const claims = await claimsFor(plan, [["The plan has three", 2]]);
    expect(answerText(claims)).toBe(
      "The plan has three safeguards:\n• Coordination is strengthened.\n• Policy support is increased.\n• The environment is optimised. [1]",
    );
  });

  it("brings a list item's introduction along, once", async () => {
    const claims = await claimsFor(plan, [
      ["Policy support", 2],
      ["Coordination", 1.9],
    ]);
    expect(claims.map(({ text }) => text)).toEqual([
      "The plan has three safeguards:\n• Policy support is increased.\n• Coordination is strengthened.",
    ]);
  });

  it("brings the sentence after it where that one points back and is short", async () => {
    const rules =
      "# Rules\n\nThis is binding.\n\n6. Vaccination is offered free of charge to all who work with blood. It is voluntary. He Wei keeps the list.\n";
    const claims = await claimsFor(rules, [["6. Vaccination", 1]], undefined, "Is vaccination compulsory?");
    expect(answerText(claims)).toBe(
      "6. Vaccination is offered free of charge to all who work with blood. It is voluntary. [1]",
    );
  });

  it("brings what all others pay, behind what some pay", async () => {
    const rooms = "# Rooms\n\nMembers hire the small room for 35 pounds. Others pay double. Bring your own cups.\n";
    const claims = await claimsFor(rooms, [["Members hire", 1]], undefined, "what does the small room cost others?");
    expect(answerText(claims)).toBe("Members hire the small room for 35 pounds. Others pay double. [1]");
  });

  it("introduces an item by the sentence that does, and not by what its paragraph says before", async () => {
    const minutes =
      "# Minutes\n\nNext meeting: 16 June, same place.\nTo be done:\n\n- Ann: letter, by May\n- Bo: figures\n";
    expect(answerText(await claimsFor(minutes, [["Bo: figures", 1]]))).toBe("To be done:\n• Bo: figures [1][2]");
  });

  it("leaves out an introduction that only announces what follows", async () => {
    const notice =
      "# 通知\n\n经研究，决定举办培训班。现将有关事项通知如下：\n\n一、报名：4月20日前报名。\n\n二、费用：免费。\n";
    expect(answerText(await claimsFor(notice, [["一、报名", 1]]))).toBe("一、报名：4月20日前报名。[1]");
  });

  it("tells first what holds the value that is asked for, of a question in two parts", async () => {
    const tours =
      "# Tours\n\nDogs are welcome on all tours if they are on a lead.\n\nTours start at 10:30 at the pier.\n";
    const question = "When do the tours start and where from?";
    const claims = await claimsFor(
      tours,
      [
        ["Tours start", 2],
        ["Dogs are", 1.9],
      ],
      undefined,
      question,
    );
    expect(claims[0]?.text).toBe("Tours start at 10:30 at the pier.");
  });

  it("brings the text under a line that is a heading and only looks like a paragraph", async () => {
    const page =
      "# Help\n\nCreate an instance\n\nAn instance is made in the console. It takes a minute.\n\nOther\n\nTexts\n";
    expect(answerText(await claimsFor(page, [["Create an instance", 1]]))).toBe(
      "Create an instance\nAn instance is made in the console. It takes a minute. [1]",
    );
    expect(answerText(await claimsFor(page, [["Other", 1]]))).toBe("Other [1]");
    const list = "# Help\n\nWhat one key gives\n\n- All services in one place.\n- Roles for each.\n\nMore.\n";
    expect(answerText(await claimsFor(list, [["What one key", 1]]))).toBe(
      "What one key gives\n• All services in one place.\n• Roles for each. [1]",
    );
  });

  it("quotes numbered steps whole where a way is asked for, whichever is the best, since one of four is a wrong answer", async () => {
    const steps =
      "# Joining\n\nTo become a member:\n\n1. Write to us.\n2. Send a copy.\n3. Wait for the council.\n\nFees are due.\n";
    for (const step of ["1. Write", "2. Send", "3. Wait"]) {
      expect(answerText(await claimsFor(steps, [[step, 2]], undefined, "How do I become a member?"))).toBe(
        "To become a member:\n1. Write to us.\n2. Send a copy.\n3. Wait for the council. [1]",
      );
    }
  });

  it("quotes all steps under a heading, whichever of them is the best", async () => {
    const steps =
      "# Loans\n\n## How to borrow\n\n1. Fill in form B.\n2. Sign the list.\n3. Bring it back in June.\n\n## Fines\n\nNone.\n";
    const claims = await claimsFor(steps, [["2. Sign", 1]], undefined, "How do I borrow a book?");
    expect(claims.map(({ text }) => text)).toEqual([
      "How to borrow\n1. Fill in form B.\n2. Sign the list.\n3. Bring it back in June.",
    ]);
  });

  it("quotes all items under a heading that alone introduces them, where a list is asked for", async () => {
    const help =
      "# Helpers\n\nThey are many.\n\n## Benefits\n\n- free admission for one guest\n- an outing every May\n\n## Age\n\nSixteen.\n";
    const ask = async (question: string) => answerText(await claimsFor(help, [["an outing", 1]], undefined, question));
    expect(await ask("what do helpers get?")).toBe(
      "Benefits\n• free admission for one guest\n• an outing every May [1]",
    );
    expect(await ask("when is the outing?")).toBe("an outing every May [1]");
  });

  it("quotes no parts of minutes as steps, since each says several things", async () => {
    const minutes =
      "# Minutes\n\n1. Money. The treasurer reported. A reserve is kept.\n\n2. Rooms. The lease ends in June. Offers are asked for.\n";
    const claims = await claimsFor(minutes, [["The lease", 1]], undefined, "How do I get a room?");
    expect(claims.map(({ text }) => text)).toEqual(["Minutes\n• The lease ends in June."]);
  });

  it("ends steps where a part in another style of numbers begins", async () => {
    const notice = "# 通知\n\n（一）填表；\n\n（二）盖章。\n\n二、费用由协会承担。\n";
    const claims = await claimsFor(notice, [["（二）盖章", 1]], undefined, "怎么申请？");
    expect(answerText(claims)).not.toContain("费用");
  });

  it("quotes a heading within a numbered paragraph with what stands under it", async () => {
    const minutes =
      "# Minutes\n\nThe council met.\n\n4. Position paper on solvents. A second draft is ready. It is voted on in April.\n";
    const claims = await claimsFor(minutes, [["4. Position paper", 1]], undefined, "Is the position paper ready?");
    expect(claims.map(({ text }) => text)).toEqual([
      "4. Position paper on solvents. A second draft is ready. It is voted on in April.",
    ]);
  });

  it("answers a question in a list of them by its answer, whichever of its sentences is the best", async () => {
    const faq =
      "# FAQ\n\n**The invoice has a wrong name. What now?**\nWrite to us.\n\n**Where is the car park?**\nThere is none.\n";
    const claims = await claimsFor(faq, [["The invoice", 1]], undefined, "wrong name on the invoice");
    expect(claims.map(({ text }) => text)).toEqual(["Write to us."]);
  });

  it("quotes a step of a list that is too long for an answer with its introduction alone", async () => {
    const items = Array.from({ length: 40 }, (_, at) => `${at + 1}. Step ${at + 1} takes a good while to be done.`);
    const claims = await claimsFor(`# Long\n\nThe steps are:\n\n${items.join("\n")}\n`, [["7. Step 7", 2]]);
    expect(claims.map(({ text }) => text)).toEqual([`The steps are:\n${items[6]}`]);
  });
});
