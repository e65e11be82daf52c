/** The documents that ship, read and embedded once for all tests whose subject is not the ingest. */

import { cpSync } from "node:fs";
import { runCommand } from "./command.ts";
import { madeOnce } from "./made-once.ts";

/** Gives a data folder the library of the five briefs, and the dictionary, as an earlier start would have left them. */
export async function withBriefs(dataDir: string): Promise<string> {
  const made = await madeOnce("briefs", async (folder) => {
    const { code, stderr } = await runCommand("ingest", [], { environment: { DATA_DIR: folder } });
    if (code !== 0) throw new Error(`the briefs cannot be read: ${stderr}`);
  });
  cpSync(made, dataDir, { recursive: true });
  return dataDir;
}
