/** Writes the pages of docs/ that are generated from the code. */

import { writeFileSync } from "node:fs";
import { EXIT, runCommand } from "./command-line.ts";
import { CONFIGURATION_PAGE, configurationPage } from "./docs/configuration-page.ts";

const help = `Write ${CONFIGURATION_PAGE} from the settings of src/settings.ts.

  npm run docs
  -h, --help          this text

Exit codes: 0 done, 1 failed, 2 wrong use or configuration.`;

await runCommand({
  help: { english: help },
  flags: {},
  async run({ terminal }) {
    writeFileSync(CONFIGURATION_PAGE, configurationPage());
    terminal.print(`${CONFIGURATION_PAGE}: written`);
    return EXIT.done;
  },
});
