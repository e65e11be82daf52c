/** Downloads a model that is recommended, into a folder to be named by EMBEDDING_MODEL_DIR or RERANKER_MODEL_DIR. */

import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { DocketError } from "../src/errors.ts";
import { downloadFile, listFiles, PUBLIC_HUB, RECOMMENDED } from "../src/operations/model-hub.ts";
import { EXIT, runCommand } from "./command-line.ts";

await runCommand({
  help: "help-models",
  flags: {
    to: { type: "string", default: "models" },
    hub: { type: "string", default: PUBLIC_HUB },
    json: { type: "boolean", default: false },
  },
  async run({ values, positionals: [action, name, ...rest], terminal, say, help }) {
    const model = RECOMMENDED.find((known) => known.name === name);
    if (action !== "get" || model === undefined || rest.length > 0) {
      const names = RECOMMENDED.map((known) => known.name).join(", ");
      throw new DocketError("usage", `${say("usage-model", { names })}\n\n${help}`);
    }
    const hub = values.hub.replace(/\/+$/u, "");
    if (!/^https?:\/\//u.test(hub)) throw new DocketError("usage", `--hub: ${hub}`);
    const folder = resolve(values.to, model.name);
    const source = { hub, repository: model.repository, revision: model.revision };
    const files = await listFiles(source);
    await mkdir(folder, { recursive: true });
    for (const file of files) {
      await downloadFile(source, file, {
        folder,
        onProgress: (_, bytes) =>
          terminal.progress(`${file.path}: ${(bytes / 1e6).toFixed(1)} / ${(file.bytes / 1e6).toFixed(1)} MB`),
      });
    }
    terminal.progress("");
    const origin = { name: model.name, ...source, licence: model.licence, files };
    await writeFile(join(folder, "docket-source.json"), `${JSON.stringify(origin, null, 2)}\n`);
    const megabytes = (files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6).toFixed(1);
    terminal.print(
      values.json
        ? JSON.stringify({ folder, ...origin })
        : say("models-done", {
            folder,
            megabytes,
            setting: model.setting,
            licence: model.licence,
            repository: model.repository,
          }),
    );
    return EXIT.done;
  },
});
