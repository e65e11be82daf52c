/** The whole product in a real browser: the page, the Bot API server, the bot, and the documents that ship. */

import { afterAll, beforeAll, describe } from "vitest";
import { answersInTheBrowser } from "./answers.ts";
import { chromiumPath, NO_BROWSER } from "./chromium.ts";
import { peopleInTheBrowser } from "./people.ts";
import { documentsRead, type PreviewSetting, previewSetting } from "./preview-setting.ts";
import { HOSTILE, safetyInTheBrowser } from "./safety.ts";
import { wordsInTheBrowser } from "./words.ts";

const path = await chromiumPath();

describe.skipIf(path === null)(
  path === null ? `the preview in a browser (${NO_BROWSER})` : "the preview in a browser",
  () => {
    let setting: PreviewSetting | undefined;
    const opened = (): PreviewSetting => {
      if (setting === undefined) throw new Error("the preview did not open");
      return setting;
    };
    beforeAll(async () => {
      setting = await previewSetting(path ?? "", { "crucibles.md": HOSTILE });
    });
    afterAll(async () => {
      await setting?.close();
    });

    // Needs no documents, which are read meanwhile.
    wordsInTheBrowser(opened);

    describe("with documents", () => {
      beforeAll(async () => {
        // The five briefs, each of which has two editions, and the hostile one.
        await documentsRead(await opened().open(), 6);
      });
      answersInTheBrowser(opened);
      peopleInTheBrowser(opened);
      safetyInTheBrowser(opened);
    });
  },
);
