/** Headers, boundaries and parts in any order, on top of plainly random bytes. */

import fc from "fast-check";
import { calendarReader } from "../../../src/documents/mail/calendar.ts";
import { mailReader } from "../../../src/documents/mail/mail.ts";
import { readerContract } from "../../contract/reader.ts";
import { anyCharacter } from "../../support/any-text.ts";

const headers = fc.constantFrom(
  ...[
    "From: A <a@a.example>",
    "From: =?GB2312?B?udjT2rvht9E=?= <b@b.example>",
    "Subject: Fees",
    "Subject: Fwd: x",
    "Subject:",
    "Date: Mon, 22 Aug 2022 09:01:00 +0800",
  ],
  ...[
    "Content-Type: text/plain",
    "Content-Type: text/html; charset=utf-8",
    "Content-Type: multipart/mixed; boundary=B",
    "Content-Type: message/rfc822",
  ],
  ...[
    "Content-Transfer-Encoding: base64",
    "Content-Transfer-Encoding: quoted-printable",
    "Content-Disposition: attachment; filename=a.pdf",
    "x",
    " y",
  ],
);
const lines = fc.constantFrom(
  ...[
    "--B",
    "--B--",
    "",
    "Dear members,",
    "- one",
    "- two",
    "一、总则",
    "> quoted",
    "On Monday, Li wrote:",
    "-----Original Message-----",
    "-- ",
  ],
  ...[
    "<p>text</p>",
    "<ul><li>a",
    "<!-- x",
    "=E4=BD=A0",
    "5L2g5aW9",
    "e\u0301",
    "\u202ex\u200by",
    "𠮷",
    "Sent from my iPhone",
    "\tx  y",
  ],
);
const mails = fc
  .tuple(
    fc.array(headers, { maxLength: 5 }),
    fc.array(
      fc.oneof(
        { weight: 5, arbitrary: lines },
        { weight: 2, arbitrary: headers },
        fc.string({ unit: anyCharacter, maxLength: 6 }),
      ),
      { maxLength: 20 },
    ),
    fc.constantFrom("\n", "\r\n"),
  )
  .map(([head, body, end]) => new TextEncoder().encode([...head, "", ...body].join(end)));

readerContract("mail", mailReader(), fc.oneof({ weight: 20, arbitrary: mails }, fc.uint8Array({ maxLength: 64 })));

const events = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "BEGIN:VEVENT",
        "END:VEVENT",
        "BEGIN:VALARM",
        "END:VALARM",
        "DTSTART;VALUE=DATE:20220908",
        "DTEND:20220230T1400Z",
      ),
      fc
        .tuple(
          fc.constantFrom("SUMMARY", "LOCATION;LANGUAGE=en", 'ORGANIZER;CN="a;b"', " ", "DESCRIPTION"),
          anyCharacter,
        )
        .map(([name, text]) => `${name}:${text}\\n${text}`),
    ),
  )
  .map((lines) => Buffer.from(`BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n${lines.join("\r\n")}\r\nEND:VEVENT`));

readerContract("calendar", calendarReader(), events);
