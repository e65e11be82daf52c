/** Makes the dictionary's table: `make-dictionary.ts FOLDER`. */

import { loadGloss } from "../../src/language/zh/gloss.ts";

const [, , modelsDir = ""] = process.argv;
await loadGloss({ modelsDir });
