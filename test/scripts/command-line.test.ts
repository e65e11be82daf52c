import { describe, expect, it } from "vitest";
import { printable, share } from "../../scripts/command-line.ts";

describe("the terminal", () => {
  it("is sent nothing that it would obey", () => {
    expect(printable("a\u001b[2Jb\u0007\u202ec.md\r")).toBe("a\ufffd[2Jb\ufffd\ufffdc.md\ufffd");
    expect(printable("第一行\n\tsecond line 👍")).toBe("第一行\n\tsecond line 👍");
  });

  it("is shown how far the work has come", () => {
    expect(share(1_234, 56_789)).toBe("1,234 of 56,789");
  });
});
