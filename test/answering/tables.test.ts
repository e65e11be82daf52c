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
