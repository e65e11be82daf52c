import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../src/app.ts";
import { appWith } from "../support/app-with.ts";

let app: App;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ app, close } = await appWith([
    [
      "rooms.md",
      `# House rules

## Rooms

| Town | Rent for a night | Breakfast |
|---|---|---|
| Lindau | 90 | included |
| Bregenz | 120 | not included |
| Konstanz | 75 | included |
| Other towns | 60 | not included |
`,
    ],
    [
      "clubs.csv",
      `Club,Town,Kind,Dues 2026 paid,Boats
Heron,Lindau,full,yes,12
Kingfisher,Bregenz,guest,no,3
Mallard,Lindau,guest,yes,7
Osprey,Konstanz,full,yes,21
Grebe,Lindau,full,no,4
Swift,Bregenz,full,yes,9
`,
    ],
  ]));
});

afterAll(() => close());

describe("a question about one row of a table", () => {
  it.each([
    ["What is the rent for a night in Bregenz?", "Bregenz · Rent for a night: 120 · Breakfast: not included"],
    ["is breakfast included in Konstanz", "Konstanz · Breakfast: included · Rent for a night: 75"],
  ])("is answered by that row first: %s", async (question, row) => {
    const { answer } = await app.answer({ question, day: "2026-11-22" });

    expect(answer.kind === "answered" && answer.claims[0].text).toBe(row);
  });
});

describe("a question for all rows of a kind", () => {
  const ask = async (question: string) => {
    const { answer } = await app.answer({ question, day: "2026-11-22" });
    return answer.kind === "answered" ? answer.claims.map(({ text }) => text).join("\n") : answer.kind;
  };

  it.each([
    ["Which clubs are in Lindau?", "3 of the table's 6 rows:", ["Heron", "Mallard", "Grebe"]],
    ["how many guest clubs are there", "2 of the table's 6 rows:", ["Kingfisher", "Mallard"]],
    ["who has not paid the dues 2026?", "2 of the table's 6 rows:", ["Kingfisher", "Grebe"]],
    ["list the full clubs in Lindau", "2 of the table's 6 rows:", ["Heron", "Grebe"]],
  ])("gets all that match, counted: %s", async (question, counted, clubs) => {
    const text = await ask(question);
    expect(text.split("\n")[0]).toBe(counted);
    expect(text.match(/Heron|Kingfisher|Mallard|Osprey|Grebe|Swift/gu)).toEqual(clubs);
  });

  it("counts nothing where a number of the row is asked for", async () => {
    expect(await ask("How many boats has Osprey?")).not.toMatch(/rows:/u);
  });
});
