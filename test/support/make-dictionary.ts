/** Makes the dictionary's table: `make-dictionary.ts FOLDER`. */

import { loadGloss } from "../../src/embedding/gloss.ts";

const [, , modelsDir = ""] = process.argv;
await loadGloss({ modelsDir });
