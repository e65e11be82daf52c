/** The command line with a server that embeds: what is sent to it, what changes with it, and what happens when it is gone. */

import { describe, expect, it } from "vitest";
import { runCommand } from "../support/command.ts";
import { openaiServer } from "../support/openai-server.ts";
import { API_KEY as KEY } from "../support/secrets.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

describe("with a server's embedder", () => {
  it("asks it once for each text, never shows the key, and says what to do when it cannot be reached", async () => {
    const server = await openaiServer({ dimensions: 8 });
    const corpus = temporaryFolder();
    corpus.write("tea.md", "# Tea\n\nGreen tea is brewed at 80 degrees. Black tea is brewed at 95 degrees.\n");
    const environment = {
      DATA_DIR: temporaryFolder().path,
      CORPUS_DIR: corpus.path,
      ...{ OPENAI_API_KEY: KEY, OPENAI_BASE_URL: server.baseUrl, OPENAI_EMBEDDING_DIMENSIONS: "8" },
    };
    const ingested = await runCommand("ingest", ["--json"], { environment });
    expect(JSON.parse(ingested.stdout)).toMatchObject({ documents: 1, embedded: 3 });
    const texts = server.requests.flatMap(({ body }) => body.input);
    // Twelve probes, as questions and as passages, tell the scale of its cosines once.
    expect(texts).toHaveLength(3 + 24);
    expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${KEY}`);

    const asked = await runCommand("ask", ["--json", "How hot is black tea brewed?"], { environment });
    expect(JSON.parse(asked.stdout).timings.embedMs).toBeGreaterThan(0);
    expect(server.requests.flatMap(({ body }) => body.input).slice(27)).toEqual(["How hot is black tea brewed?"]);

    await server.close();
    const failed = await runCommand("ask", ["How hot is green tea brewed?"], { environment });
    expect(failed.code).toBe(1);
    expect(failed.stderr).toMatch(/text-embedding-3-small at 127\.0\.0\.1:\d+: .*: /u);
    for (const { stderr } of [ingested, asked, failed]) {
      expect(stderr).not.toContain("    at ");
    }
  });

  it("tells that the embedder changed, and embeds everything again", async () => {
    const server = await openaiServer({ dimensions: 8 });
    const corpus = temporaryFolder();
    corpus.write("tea.md", "# Tea\n\nGreen tea is brewed at 80 degrees.\n");
    const environment = {
      DATA_DIR: temporaryFolder().path,
      CORPUS_DIR: corpus.path,
      ...{ EMBEDDER: "openai", OPENAI_BASE_URL: server.baseUrl, OPENAI_EMBEDDING_DIMENSIONS: "8" },
    };
    await runCommand("ingest", [], { environment });
    const { stderr, stdout } = await runCommand("ingest", ["--json"], {
      environment: { ...environment, OPENAI_EMBEDDING_MODEL: "another-model" },
    });
    await server.close();
    expect(stderr).toMatch(/^the embedder changed from openai:text-embedding-3-small:8 to openai:another-model:8/u);
    expect(JSON.parse(stdout)).toMatchObject({ embedded: 2, unchanged: 1 });
  });
});
