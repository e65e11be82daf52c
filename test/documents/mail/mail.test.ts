import { describe, expect, it } from "vitest";
import type { ReadResult } from "../../../src/documents/document.ts";
import { mailReader } from "../../../src/documents/mail/mail.ts";
import { processorTime } from "../../support/processor-time.ts";

function read(mail: string | Uint8Array): Promise<ReadResult> {
  return mailReader().read(typeof mail === "string" ? Buffer.from(mail.replaceAll(/\r?\n/g, "\r\n")) : mail);
}

const base64 = (text: string) => Buffer.from(text).toString("base64");
const word = (text: string) => `=?UTF-8?B?${base64(text)}?=`;

/** A mail of one plain text. */
function plain(body: string, headers = "Subject: Fees"): string {
  return `From: Board <board@a.example>\n${headers}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${base64(body)}\n`;
}

function html(body: string, subject = "Fees"): string {
  return `From: b@a.example\nSubject: ${subject}\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n${body}\n`;
}

function multipart(kind: string, ...parts: readonly string[]): string {
  const inner = parts.map((part) => `--B\n${part}\n`).join("");
  return `From: a@a.example\nSubject: Parts\nMIME-Version: 1.0\nContent-Type: multipart/${kind}; boundary=B\n\n${inner}--B--\n`;
}

const texts = ({ text, blocks }: ReadResult) => blocks.map(({ start, end }) => text.slice(start, end));

describe("a mail", () => {
  it("has its subject, sender and date above its text", async () => {
    const { text, blocks, facts, warnings, attachments } = await read(
      `From: ${word("材料联盟秘书处")} <secretariat@alliance.example>\nTo: all@alliance.example\nDate: Tue, 23 Aug 2022 00:30:00 +0800\nSubject: ${word("关于会费的通知")}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${base64("各会员单位：\n\n会费须于3月31日前缴纳：\n- 企业五千元\n- 学校免交\n")}\n`,
    );
    expect(text).toBe(
      "关于会费的通知\n\nFrom: 材料联盟秘书处 <secretariat@alliance.example>\n\nDate: Tue, 23 Aug 2022 00:30:00 +0800\n\n各会员单位：\n\n会费须于3月31日前缴纳：\n\n企业五千元\n学校免交",
    );
    expect(blocks.map(({ kind, leadIn }) => [kind, leadIn]).slice(3)).toEqual([
      ["paragraph", null],
      ["paragraph", null],
      ["list-item", 4],
      ["list-item", 4],
    ]);
    expect(new Set(blocks.map(({ section }) => section.join("/")))).toEqual(new Set(["关于会费的通知"]));
    // The day is the sender's: in UTC it was still the 22nd.
    expect(facts).toEqual({ title: "关于会费的通知", publisher: "材料联盟秘书处", published: "2022-08-23" });
    expect([warnings, attachments]).toEqual([[], []]);
  });

  it.each([
    [
      "a browser saved",
      "From: <Saved by Blink>\nSnapshot-Content-Location: https://a.example/fees\nDate: Fri, 4 Sep 2026 10:00:00 -0000\n",
    ],
    ["Word saved", ""],
  ])("may be a page that %s, without menu, banner and styles", async (_, headers) => {
    const page =
      '<title>Fees</title><nav><ul><li><a href="/">Home</a></li><li><a href="/m">Members</a></li><li><a href="/n">News</a></li></ul></nav>' +
      '<div class="cookie-banner">We use cookies. <button>Accept</button></div><main><h1>Fees</h1>' +
      "<p>The annual fee of a full member is 5,000 yuan, and it is due in March.</p></main><footer>All rights reserved.</footer>";
    const mail = `${headers}Subject: Fees\nMIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary=B\n\n--B\nContent-Type: text/html\n\n${page}\n--B\nContent-Type: text/css\nContent-Location: https://a.example/a.css\n\nbody { color: black }\n--B--\n`;
    const result = await read(mail);
    expect(texts(result)).toEqual(["Fees", "The annual fee of a full member is 5,000 yuan, and it is due in March."]);
    expect(result.facts).toEqual({ title: "Fees" });
    expect(result.attachments ?? []).toEqual([]);
  });

  it("may be a page that a browser saved: nobody sent it", async () => {
    const { text, facts } = await read(
      `From: <Saved by Blink>\nSubject: Fees\nDate: Fri, 4 Sep 2026 10:00:00 -0000\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n--B\nContent-Type: text/html\n\n<p>The fee is 5,000 yuan.</p>\n--B--\n`,
    );
    expect([text, facts]).toEqual(["Fees\n\nThe fee is 5,000 yuan.", { title: "Fees" }]);
  });

  it("is read from its plain text, or from its HTML where it has no other", async () => {
    const parts = ["Content-Type: text/plain\n\nplain text", "Content-Type: text/html\n\n<p>html text</p>"] as const;
    expect(texts(await read(multipart("alternative", ...parts))).slice(2)).toEqual(["plain text"]);
    expect(texts(await read(multipart("alternative", "Content-Type: text/plain\n\n \n", parts[1]))).slice(2)).toEqual([
      "html text",
    ]);
  });

  it("keeps what a page would lose: a mail in HTML has no menus", async () => {
    const { text, warnings } = await read(
      html(
        `<nav>Home</nav><p>Contact Us</p><ul><li><a href=x>one</a></li></ul><p style="display:none">HIDDEN</p><script>1</script>`,
      ),
    );
    expect(text).toBe("Fees\n\nFrom: b@a.example\n\nHome\n\nContact Us\n\none");
    expect(warnings).toEqual(["text that the mail hides from readers was left out (places: 1)"]);
  });

  it("says what encoding its text is in", async () => {
    const gbk = Buffer.concat([
      Buffer.from("From: a@a.example\r\nSubject: x y\r\nContent-Type: text/plain; charset=gb2312\r\n\r\n"),
      Buffer.from("bbe1b7d1", "hex"),
    ]);
    expect(texts(await read(gbk)).at(-1)).toBe("会费");
  });
});

describe("what a reply repeats", () => {
  const body = async (mail: string) => {
    const result = await read(mail);
    const older = await Promise.all((result.attachments ?? []).map(({ bytes }) => read(bytes)));
    return { texts: texts(result).slice(2), warnings: result.warnings, older };
  };

  it.each([
    [
      "quoted lines under their attribution",
      "We agree.\n\nOn Mon, 5 May 2021 at 10:00, Li Wei\n<li@a.example> wrote:\n> The fee is 4,000 yuan.\n> Regards",
    ],
    ["a Chinese attribution", "同意。\n\n在 2021年5月5日，Li Wei <li@a.example> 写道：\n> The fee is 4,000 yuan."],
    [
      "the attribution of a phone",
      "同意。\n\nLi Wei <li@a.example>于2021年5月5日 周三下午3:20写道：\n> The fee is 4,000 yuan.",
    ],
    [
      "a header as Outlook writes it",
      "We agree.\n\nFrom: Li Wei <li@a.example>\nSent: Monday, 5 May 2021\nTo: Board\nSubject: Fees\n\nThe fee is 4,000 yuan.",
    ],
    [
      "a header as Chinese programs write it",
      "同意。\n\n发件人： Li Wei\n发送时间： 2021年5月5日\n收件人： 理事会\n主题： Fees\n\nThe fee is 4,000 yuan.",
    ],
    [
      "a header under a divider",
      "We agree.\n\n-----Original Message-----\nFrom: Li Wei <li@a.example>\nSent: 2021-05-05 10:00\nTo: Board\n\nThe fee is 4,000 yuan.",
    ],
  ] as const)("is a mail of its own, with its own sender and date: %s", async (_, text) => {
    const { texts: own, warnings, older } = await body(plain(text, "Subject: Re: Fees"));
    expect(own).toEqual([text.slice(0, text.indexOf("\n"))]);
    expect(warnings).toEqual([]);
    expect(older.map(({ facts }) => facts)).toEqual([{ title: "Fees", publisher: "Li Wei", published: "2021-05-05" }]);
    expect(older[0]?.text).toContain("The fee is 4,000 yuan.");
  });

  it("is each mail of a thread, whatever repeats it", async () => {
    const thread = `Agreed.\n\n-----Original Message-----\nFrom: Li Wei <li@a.example>\nSent: Tuesday, May 4, 2021 9:00 AM\nTo: Board <board@a.example>\nSubject: RE: Fees\n\nIt is 4,000 yuan.\n\n________________________________\nFrom: Board <board@a.example>\nSent: Monday, May 3, 2021 9:00 AM\nTo: Li Wei\nSubject: Fees\n\nWhat is the fee?\n\nOn Sun, 2 May 2021 at 10:00, Wang <w@a.example> wrote:\n> Please ask for the fee.\n>\n> On Sat, 1 May 2021, Zhao <z@a.example> wrote:\n>> Who knows the fee?`;
    const { texts: own, older } = await body(plain(thread, "Subject: RE: Fees"));
    expect(own).toEqual(["Agreed."]);
    expect(older.map(({ text, facts }) => [facts.publisher, facts.published, text.split("\n\n").at(-1)])).toEqual([
      ["Li Wei", "2021-05-04", "It is 4,000 yuan."],
      ["Board", "2021-05-03", "What is the fee?"],
      ["Wang", "2021-05-02", "Please ask for the fee."],
      ["Zhao", "2021-05-01", "Who knows the fee?"],
    ]);
  });

  it("is left out and reported where nothing says whose it is", async () => {
    for (const older of [
      "-----Original Message-----\nThe fee is 4,000 yuan.",
      "------------------ 原始邮件 ------------------\n会费为四千元。",
      "-----邮件原件-----\n会费为四千元。",
      "> The fee is\n> 4,000 yuan.",
    ]) {
      const { texts: own, warnings, older: mails } = await body(plain(`We agree.\n\n${older}`));
      expect([own, mails]).toEqual([["We agree."], []]);
      expect(warnings).toEqual(["earlier mail that this one repeats was left out (lines: 2)"]);
    }
  });

  it("stays where it is answered line by line, and each answer is tied to its question", async () => {
    const mail = plain(
      "Hi Bob,\n\nOn Wed, 6 Jul 2022 at 17:01, Bob <bob@a.example> wrote:\n> What is the deposit?\n\nIt is 350 euros.\n\n> And when is it paid back?\n\nWithin two weeks.\n\n-- \nAda\n",
    );
    const { text, blocks } = await read(mail);
    const said = (index: number | null) =>
      index === null ? null : text.slice(blocks[index]?.start, blocks[index]?.end);
    expect(blocks.slice(2).map(({ leadIn }, index) => [said(index + 2), said(leadIn)])).toEqual([
      ["Hi Bob,", null],
      ["On Wed, 6 Jul 2022 at 17:01, Bob <bob@a.example> wrote:", null],
      ["What is the deposit?", "On Wed, 6 Jul 2022 at 17:01, Bob <bob@a.example> wrote:"],
      ["It is 350 euros.", "What is the deposit?"],
      ["And when is it paid back?", "On Wed, 6 Jul 2022 at 17:01, Bob <bob@a.example> wrote:"],
      ["Within two weeks.", "And when is it paid back?"],
      ["Ada", null],
    ]);
  });

  it("keeps of a mail that is answered below it what stands right above the answer", async () => {
    const { texts: own, older } = await body(
      plain(
        "On Wed, 6 Jul 2022, Bob <bob@a.example> wrote:\n> The weather is fine.\n>\n> What is the deposit?\n\nIt is 350 euros.",
      ),
    );
    expect(own.slice(1)).toEqual(["What is the deposit?", "It is 350 euros."]);
    expect(older.map(({ facts, text }) => [facts.publisher, text.includes("The weather is fine.")])).toEqual([
      ["Bob", true],
    ]);
  });

  it("is told apart in HTML too", async () => {
    for (const quote of [
      '<div class="gmail_quote"><div class="gmail_attr">On Mon, 5 May 2021, Li wrote:</div><blockquote>The fee is 4,000.</blockquote></div>',
      '<p>On Monday, 5 May 2021, Li wrote:</p><blockquote type="cite"><p>The fee is 4,000.</p></blockquote>',
      '<div id="divRplyFwdMsg"><b>From:</b> Li &lt;l@a.example><br><b>Sent:</b> 5 May 2021<br><b>To:</b> Board<br><b>Subject:</b> Fees</div><div>The fee is 4,000.</div>',
      "<p>From: Li &lt;l@a.example></p><p>Sent: 5 May 2021</p><p>To: Board</p><p>The fee is 4,000.</p>",
    ]) {
      const { texts: own, older } = await body(html(`<p>We agree.</p>${quote}`));
      expect(own).toEqual(["We agree."]);
      expect(
        older.map(({ facts, text }) => [facts.publisher, facts.published, text.includes("The fee is 4,000.")]),
      ).toEqual([["Li", "2021-05-05", true]]);
    }
    const { texts: own, warnings } = await body(
      html("<p>We agree.</p><p>-----Original Message-----</p><p>The fee is 4,000.</p>"),
    );
    expect(own).toEqual(["We agree."]);
    expect(warnings).toEqual(["earlier mail that this one repeats was left out (lines: 2)"]);
  });

  it("stays in HTML where it is answered", async () => {
    const { texts: own } = await body(
      html(
        '<div class="gmail_quote"><div>On Wed, 6 Jul 2022, Bob wrote:</div><blockquote class="gmail_quote"><p>What is the deposit?</p></blockquote><div>It is 350 euros.</div><blockquote class="gmail_quote"><p>And when?</p></blockquote><div>In two weeks.</div></div>',
      ),
    );
    expect(own).toEqual(["What is the deposit?", "It is 350 euros.", "And when?", "In two weeks."]);
  });

  it("stays where it was forwarded, or where there is nothing else", async () => {
    const older =
      "-----Original Message-----\nFrom: Li <li@a.example>\nSent: Monday\nTo: Board\n\nThe fee is 4,000 yuan.";
    for (const mail of [
      plain(`For your information.\n\n${older}`, "Subject: Fwd: Fees"),
      plain(`请阅。\n\n${older}`, `Subject: ${word("转发：会费")}`),
      plain(`See below.\n\n---------- Forwarded message ---------\n> The fee is 4,000 yuan.`),
      plain("> The fee is 4,000 yuan."),
    ]) {
      const { texts: own, warnings } = await body(mail);
      expect(own.join(" ")).toContain("The fee is 4,000 yuan.");
      expect(warnings).toEqual([]);
    }
  });

  it("is not seen where there is none", async () => {
    const text =
      "The ministry wrote:\n\nFrom: 9:00\nTo: 17:00\nDate: 5 May\n\nSubject: fees.\n\nIn 2021 the board wrote:\n\nFees rise.";
    const { texts: own, warnings } = await body(plain(text));
    expect(own).toEqual(text.split(/\n+/));
    expect(warnings).toEqual([]);
  });

  it("does not take who signed along with it: a signature says whom to call", async () => {
    const { texts: own } = await body(plain("We agree.\n\n-- \nLi Wei\nTel: 010-1234567\n\nSent from my iPhone\n"));
    expect(own).toEqual(["We agree.", "Li Wei", "Tel: 010-1234567"]);
  });
});

describe("what came with a mail", () => {
  const pdf = (disposition: string) =>
    `Content-Type: application/pdf\n${disposition}\nContent-Transfer-Encoding: base64\n\n${base64("%PDF-1.4 x")}`;

  it("is handed on as files, without pictures in the text and seals", async () => {
    const { attachments = [] } = await read(
      multipart(
        "mixed",
        "Content-Type: text/plain\n\nSee the files.",
        pdf(`Content-Disposition: attachment; filename="${word("会费表.pdf")}"`),
        pdf('Content-Disposition: attachment; filename="../../etc/list.pdf"'),
        pdf("Content-Disposition: attachment"),
        "Content-Type: image/png\nContent-Disposition: inline\nContent-ID: <a>\n\npng",
        "Content-Type: application/pgp-signature\n\nseal",
        "Content-Type: message/rfc822\n\nFrom: x@x.example\nSubject: Inner\n\nInner text.",
      ),
    );
    expect(attachments.map(({ name }) => name)).toEqual([
      "会费表.pdf",
      "list.pdf",
      "attachment-3.pdf",
      "attachment-4.eml",
    ]);
    expect(Buffer.from(attachments[0]?.bytes ?? []).toString()).toBe("%PDF-1.4 x");
    const inner = attachments[3];
    if (inner === undefined) throw new Error("expected the inner mail");
    expect(texts(await read(inner.bytes))).toEqual(["Inner", "From: x@x.example", "Inner text."]);
  });

  it("is bounded, and what is over the bound is reported", async () => {
    const many = Array.from({ length: 130 }, () => pdf("Content-Disposition: attachment"));
    const { attachments = [], warnings } = await read(multipart("mixed", "Content-Type: text/plain\n\nx y", ...many));
    expect(attachments.length).toBe(100);
    expect(warnings).toEqual(["only the first 100 of 130 attachments are read: save the others as files"]);
  });
});

describe("a mail that is odd or hostile", () => {
  it("is refused where it is encrypted, with what to do", async () => {
    for (const mail of [
      multipart(
        "encrypted",
        "Content-Type: application/pgp-encrypted\n\nVersion: 1",
        "Content-Type: application/octet-stream\n\nxx",
      ),
      "From: a@a.example\nSubject: s\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\nContent-Transfer-Encoding: base64\n\nTUlJ\n",
      plain("-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----"),
    ]) {
      await expect(read(mail)).rejects.toThrow(/^an encrypted or sealed mail .*: open it/);
    }
  });

  it("is refused where it is no mail", async () => {
    for (const text of ["hello world", "", "Title: x\n\ny"]) await expect(read(text)).rejects.toThrow(/^no mail: /);
  });

  it("is read where it is signed", async () => {
    const signed = multipart(
      "signed; protocol=x",
      "Content-Type: text/plain\n\nSigned text.",
      "Content-Type: application/pkcs7-signature; name=smime.p7s\n\nxx",
    );
    const { text, attachments } = await read(signed);
    expect(text).toContain("Signed text.");
    expect(attachments).toEqual([]);
  });

  it("is read as far as it goes where it was cut off", async () => {
    const cut = multipart(
      "mixed",
      "Content-Type: text/plain\n\nThe first part.",
      "Content-Type: text/plain\n\nThe second",
    ).slice(0, -20);
    expect((await read(cut)).text).toContain("The first part.");
    expect((await read(multipart("mixed").replace("--B--", "no boundary at all"))).facts.title).toBe("Parts");
  });

  it("ends soon with 10,000 parts, and with parts inside each other", async () => {
    const tookMs = processorTime();
    expect(
      (await read(multipart("mixed", ...Array.from({ length: 10_000 }, () => "Content-Type: text/plain\n\nhi there"))))
        .text,
    ).toContain("hi there");
    const nested = Array.from(
      { length: 100 },
      (_, depth) => `Content-Type: multipart/mixed; boundary=X${depth}\n\n--X${depth}\n`,
    ).join("");
    await expect(read(`From: a@a.example\n${nested}`)).rejects.toThrow(
      /^mail that cannot be taken apart \(.*\): open it/,
    );
    expect(tookMs()).toBeLessThan(5_000);
  });

  it("shows an order in its subject as the text that it is", async () => {
    const { facts } = await read(plain("Text.", `Subject: ${word("a\u202eb\u200b\nBcc: x")}`));
    expect(facts.title).toBe("ab Bcc: x");
  });
});
