import { describe, expect, it } from "vitest";
import { mailReader } from "../../../src/documents/mail/mail.ts";

/** 检测费用每次三百元。 and 關於會費的通知 in the encodings of older programs. */
const GBK_BODY = Buffer.from("bcecb2e2b7d1d3c3c3bfb4cec8fdb0d9d4aaa1a3", "hex");
const GBK_SUBJECT = Buffer.from("b9d8d3dabbe1b7d1b5c4cda8d6aa", "hex");
const BIG5_BODY = Buffer.from("b77cb64fa843a6dca457a440a670a47ba4eba8c6a658a54ca44cb8ca", "hex");
/** 회원은 매년 삼월 말까지 회비를 납부하여야 한다. */
const KOREAN_BODY = Buffer.from(
  "c8b8bff8c0ba20b8c5b3e220bbefbff920b8bbb1eec1f620c8b8baf1b8a620b3b3bacec7cfbfa9bedf20c7d1b4d92e",
  "hex",
);
const SUBJECT = "关于会费的通知";
const BODY = "检测费用每次三百元。";

function mail(subject: string | Buffer, headers: string, body: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from("From: a@a.example\r\nSubject: "),
    Buffer.from(subject),
    Buffer.from(`\r\n${headers}\r\n\r\n`),
    body,
  ]);
}

const read = async (bytes: Buffer) => mailReader().read(bytes);

describe("a mail in GBK", () => {
  it.each([
    ["no encoding", "Content-Type: text/plain"],
    ["no type at all", "X-Mailer: Foxmail"],
    ["ASCII", "Content-Type: text/plain; charset=us-ascii"],
    ["Latin-1", 'Content-Type: text/plain; charset="iso-8859-1"'],
    ["UTF-8", "Content-Type: text/plain; charset=utf-8"],
    ["an unknown one", "Content-Type: text/plain; charset=x-unknown"],
  ])("is read where it says that it is in %s, with a note", async (_, headers) => {
    const { text, facts, warnings } = await read(mail(GBK_SUBJECT, headers, GBK_BODY));
    expect(facts.title).toBe(SUBJECT);
    expect(text.split("\n\n").at(-1)).toBe(BODY);
    expect(warnings).toEqual([expect.stringMatching(/read as GB18030, which is a guess/)]);
  });

  it.each([
    ["回复：场地安排", "bbd8b8b4a3bab3a1b5d8b0b2c5c5", GBK_BODY],
    ["회비 안내", "c8b8baf120bec8b3bb", KOREAN_BODY],
  ])("has its short subject in the encoding of the whole: %s", async (subject, hex, body) => {
    const { facts } = await read(mail(Buffer.from(hex, "hex"), "Content-Type: text/plain", body));
    expect(facts.title).toBe(subject);
  });

  it("is read as GBK where it says GB2312, without a note", async () => {
    // 喆 is in GBK and not in GB 2312.
    const { text, warnings } = await read(
      mail("x", "Content-Type: text/plain; charset=gb2312", Buffer.from("86b4bbe1b7d1", "hex")),
    );
    expect([text.split("\n\n").at(-1), warnings]).toEqual(["喆会费", []]);
  });

  it.each([
    ["base64", GBK_BODY.toString("base64")],
    ["quoted-printable", [...GBK_BODY].map((byte) => `=${byte.toString(16).toUpperCase()}`).join("")],
  ])("is read under %s, and in HTML", async (encoding, body) => {
    for (const type of ["text/plain", "text/html"]) {
      const headers = `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}`;
      expect((await read(mail("x", headers, Buffer.from(body)))).text).toContain(BODY);
    }
  });

  it.each(["us-ascii", "utf-8", "iso-8859-1", "gb2312", "x-unknown"])(
    "has its subject from encoded words that say %s",
    async (charset) => {
      // The second word begins in the middle of a character.
      for (const words of [
        `=?${charset}?B?${GBK_SUBJECT.toString("base64")}?=`,
        `=?${charset}?Q?${[...GBK_SUBJECT.subarray(0, 5)].map((byte) => `=${byte.toString(16)}`).join("")}?=\r\n =?${charset}?Q?${[...GBK_SUBJECT.subarray(5)].map((byte) => `=${byte.toString(16)}`).join("")}?=`,
      ]) {
        expect((await read(mail(words, "Content-Type: text/plain; charset=gbk", GBK_BODY))).facts.title).toBe(SUBJECT);
      }
    },
  );
});

describe("a mail in another encoding", () => {
  it("is read as Big5 where its bytes are", async () => {
    const text = new TextDecoder("big5").decode(BIG5_BODY);
    expect((await read(mail("x", "Content-Type: text/plain", BIG5_BODY))).text).toContain(text);
    expect((await read(mail("x", "Content-Type: text/plain; charset=big5", BIG5_BODY))).warnings).toEqual([]);
  });

  it("is UTF-8 where its bytes are, whatever it says", async () => {
    const { text, warnings } = await read(mail("x", "Content-Type: text/plain; charset=gb2312", Buffer.from(BODY)));
    expect([text.split("\n\n").at(-1), warnings]).toEqual([BODY, []]);
  });

  it("is Latin-1 where it is Western, and nothing says otherwise", async () => {
    expect((await read(mail("x", "Content-Type: text/plain", Buffer.from("Le café fermé", "latin1")))).text).toContain(
      "café fermé",
    );
    expect(
      (await read(mail(Buffer.from("Café fermé", "latin1"), "Content-Type: text/plain", Buffer.from("x y")))).facts
        .title,
    ).toBe("Café fermé");
  });

  it.each(["utf16le", "utf16be", "marked"])("is read where the file was saved as UTF-16 (%s)", async (order) => {
    const text = `${order === "marked" ? "\ufeff" : ""}From: a@a.example\r\nSubject: ${SUBJECT}\r\nContent-Type: text/plain; charset=utf-16\r\n\r\n${BODY}\r\n`;
    const bytes = Buffer.from(text, "utf16le");
    const { facts, text: body } = await read(order === "utf16be" ? bytes.swap16() : bytes);
    expect([facts.title, body.split("\n\n").at(-1)]).toEqual([SUBJECT, BODY]);
  });

  it("is read where a part is in UTF-16", async () => {
    for (const bytes of [Buffer.from(`\ufeff${BODY}`, "utf16le"), Buffer.from(`\ufeff${BODY}`, "utf16le").swap16()]) {
      const headers = "Content-Type: text/plain; charset=utf-16\r\nContent-Transfer-Encoding: base64";
      expect((await read(mail("x", headers, Buffer.from(bytes.toString("base64"))))).text).toContain(BODY);
    }
  });
});

describe("a mail without From or Date", () => {
  it("has them from what else says them, or not at all", async () => {
    const { facts } = await read(
      Buffer.from(
        "Received: from a by b; Tue, 23 Aug 2022 10:00:00 +0800\r\nReply-To: Board <board@a.example>\r\nTo: b@a.example\r\nSubject: Fees\r\n\r\nThe fee rises.\r\n",
      ),
    );
    expect(facts).toEqual({ title: "Fees", publisher: "Board", published: "2022-08-23" });
    expect(
      (await read(Buffer.from("To: b@a.example\r\nContent-Type: text/plain\r\n\r\nThe fee rises.\r\n"))).text,
    ).toBe("The fee rises.");
  });
});

describe("an invitation", () => {
  const ics = (lines: readonly string[]) =>
    [
      "BEGIN:VCALENDAR",
      "METHOD:REQUEST",
      "BEGIN:VTIMEZONE",
      "TZID:Asia/Shanghai",
      "BEGIN:STANDARD",
      "DTSTART:16010101T000000",
      "END:STANDARD",
      "END:VTIMEZONE",
      "BEGIN:VEVENT",
      ...lines,
      "BEGIN:VALARM",
      "DESCRIPTION:REMINDER",
      "END:VALARM",
      "END:VEVENT",
      "END:VCALENDAR",
    ].join("\r\n");
  const withEvent = (event: string, name = "") =>
    Buffer.from(
      `From: a@a.example\r\nSubject: Invitation\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nSee below.\r\n--B\r\nContent-Type: text/calendar; charset=utf-8; method=REQUEST${name}\r\n\r\n${event}\r\n--B--\r\n`,
    );

  it("says what, when, where and who", async () => {
    const event = ics([
      "SUMMARY:General assembly\\, 2022",
      "DTSTART;TZID=Asia/Shanghai:20220908T140000",
      "DTEND;TZID=Asia/Shanghai:20220908T160000",
      "LOCATION:Nanhu Hotel\\, Jiaxing",
      'ORGANIZER;CN="Li, Wei":mailto:li@a.example',
      "ATTENDEE;CN=Board;RSVP=TRUE:mailto:board@a.exam",
      " ple",
      "DESCRIPTION:Bring the papers.\\nEntry from 13:30.",
    ]);
    for (const name of ["", "\r\nContent-Disposition: attachment; filename=invite.ics"]) {
      const { text, attachments } = await read(withEvent(event, name));
      expect(text.split("\n\n").slice(2)).toEqual([
        "See below.",
        "Event: General assembly, 2022",
        "When: 2022-09-08 14:00 to 16:00 (Asia/Shanghai)",
        "Where: Nanhu Hotel, Jiaxing",
        "Organiser: Li, Wei <li@a.example>",
        "Invited: Board <board@a.example>",
        "Bring the papers.",
        "Entry from 13:30.",
      ]);
      expect(attachments).toEqual([]);
    }
  });

  it("says so in Chinese where it is, and tells whole days and what was called off", async () => {
    const { text } = await read(
      withEvent(
        ics([
          "SUMMARY:会员大会",
          "DTSTART;VALUE=DATE:20220908",
          "DTEND;VALUE=DATE:20220910",
          "LOCATION:嘉兴",
          "STATUS:CANCELLED",
        ]),
      ),
    );
    expect(text.split("\n\n").slice(3)).toEqual([
      "活动：会员大会",
      "此活动已取消。",
      "时间：2022-09-08 至 2022-09-09",
      "地点：嘉兴",
    ]);
  });
});
