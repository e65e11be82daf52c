import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  createLedger,
  type Ledger,
  type LedgerLimits,
  ledgerData,
  type Reservation,
} from "../../../src/engine/llm/ledger.ts";
import { openDatabase } from "../../../src/storage/database.ts";
import { STATE_SCHEMA } from "../../../src/storage/state.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const LIMITS: LedgerLimits = {
  ...{ tokensPerMemberPerDay: 1_000, tokensPerDay: 2_500, costPerDay: null, priceInput: 0, priceOutput: 0 },
};

function setting(limits: Partial<LedgerLimits> = {}) {
  const path = join(temporaryFolder().path, "state.sqlite");
  const setting = { day: "2026-11-22" };
  const open = () => {
    const database = openDatabase(path, STATE_SCHEMA);
    onTestFinished(() => database.close());
    return { database, ledger: createLedger(database, { ...LIMITS, ...limits }, () => setting.day) };
  };
  return Object.assign(setting, { open, ...open() });
}

const call = (person: number | null, inputTokens: number, outputTokens = 0) => {
  return { person, most: { inputTokens, outputTokens } };
};

function reserved(ledger: Ledger, ...wanted: Parameters<typeof call>): Reservation {
  const reservation = ledger.reserve(call(...wanted));
  if (reservation === null) throw new Error("it was over a limit");
  return reservation;
}

describe("the ledger", () => {
  it("counts what was reserved until it is settled, and then what was used", () => {
    const { ledger } = setting();
    const first = reserved(ledger, 1, 300, 600);
    expect(ledger.reserve(call(1, 101))).toBeNull();
    first.settle({ inputTokens: 200, outputTokens: 50 });
    expect(ledger.today()).toEqual({ tokens: 250, cost: 0 });
    expect(ledger.reserve(call(1, 750))).not.toBeNull();
    expect(ledger.reserve(call(1, 1))).toBeNull();
  });

  it("holds each member to a share, and all together to the day's", () => {
    const { ledger } = setting();
    for (const member of [1, 2]) {
      reserved(ledger, member, 1_000);
      expect(ledger.reserve(call(member, 1))).toBeNull();
    }
    expect(ledger.reserve(call(3, 501))).toBeNull();
    // The command line has no share of its own.
    expect(ledger.reserve(call(null, 501))).toBeNull();
    expect(ledger.reserve(call(null, 500))).not.toBeNull();
  });

  it("holds the day to its cost", () => {
    const { ledger } = setting({ costPerDay: 0.002, priceInput: 2, priceOutput: 8 });
    const first = reserved(ledger, 1, 200, 100);
    expect(ledger.today().cost).toBeCloseTo(0.0012, 10);
    expect(ledger.reserve(call(2, 0, 101))).toBeNull();
    first.settle({ inputTokens: 200, outputTokens: 0 });
    expect(ledger.reserve(call(2, 0, 101))).not.toBeNull();
  });

  it("keeps what was under way when the process died until the day is over", () => {
    const setup = setting();
    reserved(setup.ledger, 1, 900);
    const { ledger } = setup.open();
    expect(ledger.reserve(call(1, 101))).toBeNull();
    setup.day = "2026-11-23";
    expect(ledger.reserve(call(1, 1_000))).not.toBeNull();
    expect(ledger.today().tokens).toBe(1_000);
  });

  it("goes on with what was put down for a day, when the organisation's zone is moved and the day comes again", () => {
    const setup = setting();
    reserved(setup.ledger, 1, 900);
    setup.day = "2026-11-21";
    reserved(setup.ledger, 1, 1_000);
    setup.day = "2026-11-22";
    expect(setup.ledger.reserve(call(1, 101))).toBeNull();
    expect(setup.ledger.today().tokens).toBe(900);
  });

  it("is one for all processes that share the file", () => {
    const setup = setting();
    const { ledger: other } = setup.open();
    const granted = Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? setup.ledger : other))
      .map((ledger) => ledger.reserve(call(null, 400)))
      .filter((reservation) => reservation !== null);
    expect(granted).toHaveLength(6);
  });

  it("gives out and forgets whose calls they were, and goes on counting them", () => {
    const { ledger, database } = setting();
    reserved(ledger, 1, 600).settle({ inputTokens: 500, outputTokens: 0 });
    reserved(ledger, 2, 700);
    const data = ledgerData(database);
    expect(data.export(1)).toEqual([{ day: "2026-11-22", tokens: 500 }]);
    expect(data.export(3)).toBeNull();
    expect(data.erase(1)).toBe(1);
    expect(data.export(1)).toBeNull();
    expect(data.export(2)).not.toBeNull();
    expect(ledger.today().tokens).toBe(1_200);
  });
});
