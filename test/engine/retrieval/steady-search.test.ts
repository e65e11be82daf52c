import { describe, expect, it } from "vitest";
import type { Search, SearchRequest, SearchResult } from "../../../src/engine/retrieval/search.ts";
import { publishedSearch, steadySearch } from "../../../src/engine/retrieval/steady-search.ts";

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

describe("a search while an ingest replaces passages", () => {
  const REVISION = 7;
  /** A library at `REVISION` whose searches see the revisions given, one after the other; only its own has evidence. */
  function replacing(seen: readonly number[], isBehind: readonly boolean[]) {
    const searched: number[] = [];
    const looked: boolean[] = [];
    const search = publishedSearch({
      search: async () => {
        const revision = seen[Math.min(searched.length, seen.length - 1)] ?? REVISION;
        searched.push(revision);
        return { revision, evidence: revision === REVISION ? ["passage"] : [] } as unknown as SearchResult;
      },
      revision: () => REVISION,
      isBehind: async () => {
        looked.push(true);
        return isBehind[looked.length - 1] ?? false;
      },
    });
    return { searched, ask: async () => (await search(REQUEST)).evidence.length };
  }

  it("asks again when the index that belongs to the library is there", async () => {
    const { ask, searched } = replacing([6, 7], [true, false]);
    expect([await ask(), searched]).toEqual([1, [6, 7]]);
  });

  it("asks again where the index came before anybody looked whether it was behind", async () => {
    const { ask, searched } = replacing([6, 7], [false]);
    expect([await ask(), searched]).toEqual([1, [6, 7]]);
  });

  it("asks again where some of what was found is gone, and other documents were found", async () => {
    const seen = [
      { revision: 6, evidence: ["of another document"], hasLost: true },
      { revision: 7, evidence: ["of this one"] },
    ];
    const search = publishedSearch({
      search: async () => seen.shift() as unknown as SearchResult,
      revision: () => REVISION,
      isBehind: async () => false,
    });
    expect((await search(REQUEST)).evidence).toEqual(["of this one"]);
  });

  it("is overtaken a few times, and not for ever", async () => {
    const { ask, searched } = replacing([6], [false]);
    expect([await ask(), searched]).toEqual([0, [6, 6, 6, 6]]);
  });

  it("asks once of the library as it is, though it finds nothing", async () => {
    let searches = 0;
    const search = publishedSearch({
      search: async () => {
        searches += 1;
        return { revision: REVISION, evidence: [] as const } as unknown as SearchResult;
      },
      revision: () => REVISION,
      isBehind: async () => true,
    });
    expect([(await search(REQUEST)).evidence, searches]).toEqual([[], 1]);
  });
});
