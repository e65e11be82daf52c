import { describe, expect, it } from "vitest";
import { csvReader } from "../../../src/documents/office/csv.ts";
import { linesOf } from "../../support/blocks.ts";

const read = (text: string) => csvReader().read(new TextEncoder().encode(text));

describe("the CSV reader", () => {
  it.each([
    ["commas", "Member,Fee\nABC,500\n"],
    ["semicolons", "Member;Fee\nABC;500\n"],
    ["tabs", "Member\tFee\r\nABC\t500\r\n"],
    ["a mark of its encoding", "\ufeffMember,Fee\nABC,500"],
  ])("makes each row a sentence, with %s", async (_, text) => {
    expect(linesOf(await read(text))).toEqual(["table-row: Member: ABC; Fee: 500."]);
  });

  it("knows a comma inside of quotes from one between cells, and numbers rows as a sheet does", async () => {
    const result = await read('Member;Fee\n\n"A; B";"1,5\nper head"\n');
    expect(linesOf(result)).toEqual(["table-row: Member: A; B; Fee: 1,5 per head."]);
    expect(result.blocks[0]?.place).toEqual({ kind: "row", number: 3 });
  });

  it("names a value by the label beside it where there is no header", async () => {
    expect(linesOf(await read("Contact:,Ms Li\nPhone:,010-1234\n"))).toEqual([
      "table-row: Contact: Ms Li.",
      "table-row: Phone: 010-1234. <- 0",
    ]);
  });

  it("reads GB18030, and says that it guessed", async () => {
    const bytes = Uint8Array.of(0xbb, 0xe1, 0xd4, 0xb1, 0x2c, 0xbb, 0xe1, 0xb7, 0xd1, 0x0a, 0x41, 0x2c, 0x35, 0x0a);
    const result = await csvReader().read(bytes);
    expect(linesOf(result)).toEqual(["table-row: 会员：A；会费：5。"]);
    expect(result.warnings).toEqual([expect.stringMatching(/GB18030/)]);
  });

  it("reads quotes that were not closed as text", async () => {
    expect((await read('Name,Size\nScreen,24" wide\n')).text).toContain('24" wide');
  });
});
