/**
 * A process for the publication test to kill: publishes one revision after another into the folder it is given, and
 * says each one's number when it is published. Usage: publishing-process.ts FOLDER FIRST_REVISION
 */

import { publishSnapshot } from "../../src/index/snapshot.ts";
import { vectraFormat } from "../../src/index/vector/vectra-index.ts";
import { contentOfRevision, wordsOfRevision } from "../library/revisions.ts";

const [folder = "", first = "1"] = process.argv.slice(2);
const format = vectraFormat();
for (let revision = Number(first); ; revision++) {
  const [content, words] = [contentOfRevision(revision), wordsOfRevision(revision)];
  await publishSnapshot({ folder, revision, format, content, words });
  process.stdout.write(`${revision}\n`);
}
