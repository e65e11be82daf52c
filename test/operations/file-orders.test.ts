import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { createFileOrders, type FileOrder } from "../../src/operations/file-orders.ts";
import { openState } from "../../src/storage/state.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { testLog } from "../support/test-log.ts";

function setting() {
  const { path } = temporaryFolder();
  const corpusDir = join(path, "corpus");
  const database = openState(join(path, "state.sqlite"));
  onTestFinished(() => database.close());
  const heard = { done: 0, problems: [] as string[] };
  const open = () => {
    const orders = createFileOrders({
      ...{ database, corpusDir, clock: () => new Date(0), log: testLog() },
      onDone: () => {
        heard.done += 1;
      },
      onProblem: (_order, reason) => void heard.problems.push(reason),
    });
    onTestFinished(orders.close);
    return orders;
  };
  return { corpusDir, database, heard, open };
}

const ORDER: FileOrder = { path: "rules/a.md", bytes: Buffer.from("# A\n"), sidecar: null, person: 1 };

it("an order is kept while the folder cannot be written, told once, and carried out when it can, over a restart", async () => {
  const { corpusDir, database, heard, open } = setting();
  // Root may write anywhere: a file in the folder's place stops everybody.
  writeFileSync(corpusDir, "");
  const orders = open();
  database.transaction(() => orders.add(ORDER));
  for (const _ of ["once", "twice"]) await orders.run();
  expect(heard.problems).toHaveLength(1);
  expect(orders.count()).toBe(1);
  orders.close();
  rmSync(corpusDir);
  mkdirSync(corpusDir);
  chmodSync(corpusDir, 0o755);
  const later = open();
  await later.run();
  expect(existsSync(join(corpusDir, "rules/a.md"))).toBe(true);
  expect([later.count(), heard.done]).toEqual([0, 1]);
});

it("an order of a transaction that fails is none", async () => {
  const { corpusDir, database, open } = setting();
  mkdirSync(corpusDir);
  const orders = open();
  expect(() =>
    database.transaction(() => {
      orders.add(ORDER);
      throw new Error("no");
    }),
  ).toThrow();
  await orders.run();
  expect(existsSync(join(corpusDir, "rules/a.md"))).toBe(false);
});
