/** `/ingest`: what the secretariat reads of it. */

import { describe, expect, it } from "vitest";
import { DocketError } from "../../../../src/errors.ts";
import type { IngestReport } from "../../../../src/library/ingest.ts";
import { ADMIN } from "../../members/setting.ts";
import { privateText, user } from "../handlers.ts";
import { REPORT, secretariat } from "./secretariat.ts";

describe("/ingest", () => {
  it("reports what came of it through the outbox, while other commands go on", async () => {
    const { handle, command, delivered, calls } = secretariat();
    expect(await handle(privateText(user(ADMIN), "/ingest"))).toEqual([]);
    await expect.poll(() => delivered).toHaveLength(1);
    expect(calls[0]).toMatchObject({ method: "sendMessage", payload: { text: "Reading the documents …" } });
    expect(delivered[0]).toMatchObject({ method: "sendMessage", person: ADMIN, payload: { chat_id: ADMIN } });
    expect(String(delivered[0]?.payload.text).split("\n\n")).toEqual([
      "Done: 6 documents in the library, 4 unchanged.",
      // The country of .md sells names: without the invisible joiner they would be links.
      "New (1):\n• notices/new\u2060.md",
      "Removed (1):\n• old\u2060.md",
      "Could not be read (1):\n• scan\u2060.pdf: no text on 12 of 12 pages (the older text still answers)",
    ]);
    expect(await command("/members")).not.toBe("");
  });

  it("reports what is too long for one message in two, in full", async () => {
    const paths = (kind: string) => Array.from({ length: 12 }, (_, at) => `${kind}/${String(at).repeat(90)}.md`);
    const failed = paths("unread").map((path) => ({ path, reason: "no text on any page ".repeat(20), kept: true }));
    const long = { ...REPORT, added: paths("added"), changed: paths("changed"), removed: paths("removed"), failed };
    const { command, delivered } = secretariat(async () => long);
    await command("/ingest");
    await expect.poll(() => delivered).toHaveLength(2);
    const texts = delivered.map(({ payload }) => String(payload.text));
    for (const text of texts) expect(text.length).toBeLessThanOrEqual(4_096);
    for (const kind of ["added", "changed", "removed", "unread"]) {
      expect(texts.join("\n").split(`• ${kind}/`)).toHaveLength(11);
    }
  });

  it("says what is wrong with files in the language of who reads it", async () => {
    const failed = [{ path: "fees.pdf", reason: "it has a password: save it without one", kept: false }];
    const problem =
      'it supersedes "fees 2020", which is no id, number or title in the library: correct it, if that document should be there';
    const report = { ...REPORT, failed, problems: [{ path: "fees.md", problem }] };
    const { handle, delivered } = secretariat(async () => report);
    await handle(privateText({ ...user(ADMIN), language_code: "zh-hans" }, "/ingest"));
    await expect.poll(() => delivered).toHaveLength(1);
    const text = String(delivered[0]?.payload.text).replaceAll("\u2060", "");
    expect(text).toContain("fees.pdf: 文件有密码：请去掉密码后保存");
    expect(text).toContain("fees.md: 它取代“fees 2020”，但文件库中没有这个标识、编号或标题");
  });

  it("runs once at a time", async () => {
    const { promise, resolve } = Promise.withResolvers<IngestReport>();
    const { command, delivered } = secretariat(() => promise);
    expect(await command("/ingest")).toBe("");
    expect(await command("/ingest")).toMatch(/being read already/u);
    resolve(REPORT);
    await expect.poll(() => delivered).toHaveLength(1);
  });

  it("says why it failed", async () => {
    const { command, delivered } = secretariat(() =>
      Promise.reject(new DocketError("vanished", "9 of 10 documents are gone: is the folder mounted?")),
    );
    await command("/ingest");
    await expect.poll(() => delivered).toHaveLength(1);
    expect(delivered[0]?.payload.text).toMatch(/could not be read: 9 of 10 documents are gone/u);
  });
});
