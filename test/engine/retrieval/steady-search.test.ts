import { describe, expect, it } from "vitest";
import type { Search, SearchRequest, SearchResult } from "../../../src/engine/retrieval/search.ts";
import { steadySearch } from "../../../src/engine/retrieval/steady-search.ts";

const REQUEST = { question: { text: "?", language: "en" }, day: "2026-11-29" } as SearchRequest;
const searching =
  (asked: string, until: Promise<void> = Promise.resolve()): Search =>
  async () => {
    await until;
    return { asked } as SearchResult;
  };

/** A search of "new" beside indexes of others, of which `gone` cannot be opened any more. */
function setting(first: string | null, until?: Promise<void>) {
  const state = { published: first, opened: [] as string[], closed: [] as string[], looked: 0 };
  const steady = steadySearch({
    search: searching("new"),
    embedderId: "new",
    published: async () => {
      state.looked += 1;
      return state.published;
    },
    former: (id) => {
      state.opened.push(id);
      if (id === "gone") return null;
      return { search: searching(id, until), close: async () => void state.closed.push(id) };
    },
  });
  const ask = async () => (await steady.search(REQUEST)).asked;
  return { state, steady, ask };
}

describe("a search while the embedder changes", () => {
  it("asks the index before until the new vectors are published, and then never again", async () => {
    const { state, ask } = setting("old");
    expect([await ask(), await ask()]).toEqual(["old", "old"]);
    expect(state.opened).toEqual(["old"]);
    state.published = "new";
    expect([await ask(), await ask(), await ask()]).toEqual(["new", "new", "new"]);
    expect([state.closed, state.looked]).toEqual([["old"], 3]);
  });

  it("searches with its own where nothing was published, or the one before cannot be had", async () => {
    expect(await setting(null).ask()).toBe("new");
    expect(await setting("gone").ask()).toBe("new");
  });

  it("lets a question that is under way in the index before be answered", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { state, ask } = setting("old", promise);
    const slow = ask();
    await Promise.resolve();
    await Promise.resolve();
    state.published = "new";
    expect(await ask()).toBe("new");
    expect(state.closed).toEqual([]);
    resolve();
    expect(await slow).toBe("old");
    expect(state.closed).toEqual(["old"]);
  });

  it("closes the embedder before with itself", async () => {
    const { state, steady, ask } = setting("old");
    await ask();
    await steady.close();
    expect(state.closed).toEqual(["old"]);
  });
});
