import { describe, expect, it } from "vitest";
import { ingestSetting } from "../support/ingest-setting.ts";

const fees = "# Fees\n\nThe fee is due on 31 March. It is 20,000 yuan.\n";

describe("passages read from the library", () => {
  it("are the same object as long as the library stays as it is", async () => {
    const { run, library } = ingestSetting({ documents: { "fees.md": fees } });
    await run();
    const [first] = library.passages([1]);
    expect(first?.text).toContain("31 March");
    expect(library.passages([1])[0]).toBe(first);
    await run();
    expect(library.passages([1])[0]).toBe(first);
  });

  it("are read again once the library has changed, and are gone with their document", async () => {
    const { run, library, corpus } = ingestSetting({
      documents: { "fees.md": fees, "other.md": "# Other\n\nText.\n" },
    });
    await run();
    const before = library.passages([1, 2]);
    expect(before).toHaveLength(2);
    corpus.write("fees.md", fees.replace("31 March", "30 June"));
    await run();
    const ids = library.passages([1, 2, 3]).map(({ id, text }) => [id, text.includes("30 June")]);
    expect(ids).toHaveLength(2);
    expect(ids.at(-1)).toEqual([3, true]);
  });

  it("come in the order asked for, without those that never were", async () => {
    const { run, library } = ingestSetting({ documents: { "fees.md": fees, "other.md": "# Other\n\nText.\n" } });
    await run();
    expect(library.passages([2, 77, 1]).map(({ id }) => id)).toEqual([2, 1]);
  });
});
