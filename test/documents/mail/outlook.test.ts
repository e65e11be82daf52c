import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outlookReader, unpackRtf } from "../../../src/documents/mail/outlook.ts";
import { readerContract } from "../../contract/reader.ts";
import { changed } from "../../support/changed-bytes.ts";
import { oleFile } from "../../support/ole-file.ts";

const wide = (text: string) => Buffer.from(text, "utf16le");

/** The property stream with a date: 2022-08-23 02:00 UTC. */
function properties(header: number): Buffer {
  const record = Buffer.alloc(16);
  record.writeUInt16LE(0x40, 0);
  record.writeUInt16LE(0x39, 2);
  record.writeBigUInt64LE((BigInt(Date.UTC(2022, 7, 23, 2)) + 11_644_473_600_000n) * 10_000n, 8);
  return Buffer.concat([Buffer.alloc(header), record]);
}

function message(streams: Readonly<Record<string, Uint8Array>>): Buffer {
  return oleFile({
    "/__properties_version1.0": properties(32),
    "/__substg1.0_0037001F": wide("关于会费的通知"),
    "/__substg1.0_0C1A001F": wide("材料联盟秘书处"),
    "/__substg1.0_5D01001F": wide("office@a.example"),
    ...streams,
  });
}

const read = (bytes: Uint8Array) => outlookReader().read(bytes);

describe("a message of Outlook", () => {
  it("has its subject, sender, date and text, and its attachments as files", async () => {
    const { text, facts, attachments } = await read(
      message({
        "/__substg1.0_1000001F": wide("各会员单位：\r\n\r\n会费为12000元。\r\n"),
        "/__attach_version1.0_#00000000/__properties_version1.0": Buffer.alloc(24),
        "/__attach_version1.0_#00000000/__substg1.0_3707001F": wide("会费表.pdf"),
        "/__attach_version1.0_#00000000/__substg1.0_37010102": Buffer.from("%PDF-1.4 x"),
      }),
    );
    expect(facts).toEqual({ title: "关于会费的通知", publisher: "材料联盟秘书处", published: "2022-08-23" });
    expect(text.split("\n\n").slice(3)).toEqual(["各会员单位：", "会费为12000元。"]);
    expect(attachments?.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual([
      ["会费表.pdf", "%PDF-1.4 x"],
    ]);
  });

  it("is read from its HTML, its RTF or its text of one byte a character", async () => {
    for (const streams of [
      { "/__substg1.0_10130102": Buffer.from('<meta charset="utf-8"><p>会费为12000元。</p>') },
      { "/__substg1.0_1000001E": Buffer.from("bbe1b7d1ceaa3132303030d4aaa1a3", "hex") },
      {
        "/__substg1.0_10090102": rawRtf(
          "{\\rtf1\\ansi\\ansicpg936 \\'bb\\'e1\\'b7\\'d1\\'ce\\'aa12000\\'d4\\'aa\\'a1\\'a3\\par}",
        ),
      },
    ]) {
      expect((await read(message(streams))).text).toContain("会费为12000元。");
    }
  });

  it("hands a message in it on as a mail, and older mail of its thread as well", async () => {
    const inner = "/__attach_version1.0_#00000000/__substg1.0_3701000D";
    const { attachments } = await read(
      message({
        "/__substg1.0_1000001F": wide(
          "Agreed.\r\n\r\nFrom: Li <li@a.example>\r\nSent: 5 May 2021\r\nTo: Board\r\n\r\nThe fee is 4,000.",
        ),
        "/__attach_version1.0_#00000000/__properties_version1.0": Buffer.alloc(24),
        [`${inner}/__properties_version1.0`]: properties(24),
        [`${inner}/__substg1.0_0037001F`]: wide("Inner"),
        [`${inner}/__substg1.0_1000001F`]: wide("Inner text."),
      }),
    );
    expect(attachments?.map(({ name }) => name)).toEqual(["Inner.eml", "2021-05-05 Li.eml"]);
  });

  it("has no header of its sender's making", async () => {
    const { text, facts } = await read(
      message({ "/__substg1.0_0037001F": wide("Fees\r\nFrom: x@x.example"), "/__substg1.0_1000001F": wide("Text.") }),
    );
    expect([facts.title, facts.publisher]).toEqual(["Fees From: x@x.example", "材料联盟秘书处"]);
    expect(text).toContain("Text.");
  });
});

function rawRtf(text: string): Buffer {
  const header = Buffer.alloc(16);
  header.writeUInt32LE(text.length + 12, 0);
  header.writeUInt32LE(text.length, 4);
  header.writeUInt32LE(0x414c454d, 8);
  return Buffer.concat([header, Buffer.from(text, "latin1")]);
}

describe("the RTF of a message", () => {
  it("is unpacked as its definition shows", () => {
    // [MS-OXRTFCP] 4.1.1
    const packed = Buffer.from(
      "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af3206865 6c090020627705b06c647d0a800fa0".replaceAll(
        " ",
        "",
      ),
      "hex",
    );
    expect(Buffer.from(unpackRtf(packed)).toString("latin1")).toBe("{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
  });
});

const WHOLE = message({
  "/__substg1.0_1000001F": wide("a\r\nb"),
  "/__attach_version1.0_#00000000/__substg1.0_37010102": Buffer.from("x"),
});
readerContract("msg", outlookReader(), changed(fc.constant(WHOLE)), 60);
