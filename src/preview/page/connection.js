/**
 * The page's line to the preview. The key comes with the address, behind the `#`, is kept for this tab alone, and goes
 * along as a header. Events are read with fetch, since an EventSource cannot send one.
 */

/** @typedef {import("../web-view.ts").PageEvent} PageEvent */
/** @typedef {import("../web-actions.ts").PageAction} PageAction */
/** @typedef {import("../web-actions.ts").ActionResult} ActionResult */

const KEPT_AS = "docket-preview-key";
const AGAIN_MS = 500;

/** @returns {string | null} */
export function takeKey() {
  const given = location.hash.slice(1);
  if (given !== "") {
    sessionStorage.setItem(KEPT_AS, given);
    // The key leaves the address bar, where shoulders and screenshots see it.
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem(KEPT_AS);
}

/** @param {string} key */
export function connectionWith(key) {
  const headers = { authorization: `Bearer ${key}` };

  /**
   * @param {string} path
   * @param {RequestInit} options
   */
  const ask = async (path, options) => {
    const response = await fetch(path, { ...options, headers: { ...headers, ...options.headers } });
    if (response.ok) return response;
    const { problem = response.statusText } = await response.json().catch(() => ({}));
    throw new Error(problem);
  };

  return {
    /**
     * @param {number} person
     * @param {PageAction} action
     * @returns {Promise<ActionResult>}
     */
    async act(person, action) {
      const json = { "content-type": "application/json" };
      const response = await ask(`/api/do?as=${person}`, {
        method: "POST",
        headers: json,
        body: JSON.stringify(action),
      });
      return response.json();
    },

    /**
     * @param {number} person
     * @param {{ readonly chat: number, readonly thread: number | null, readonly caption: string, readonly replyTo: string | null, readonly file: File }} sent
     */
    async sendFile(person, { chat, thread, caption, replyTo, file }) {
      const query = new URLSearchParams({ as: String(person), chat: String(chat), name: file.name, caption });
      if (thread !== null) query.set("thread", String(thread));
      if (replyTo !== null) query.set("reply", replyTo);
      const type = file.type === "" ? "application/octet-stream" : file.type;
      await ask(`/api/file?${query}`, { method: "POST", headers: { "content-type": type }, body: file });
    },

    /**
     * @param {number} person
     * @param {number} chat
     * @param {string} message
     */
    async file(person, chat, message) {
      const query = new URLSearchParams({ as: String(person), chat: String(chat), message });
      return (await ask(`/api/file?${query}`, {})).blob();
    },

    /**
     * Goes on until the signal says so, and begins anew when the line is lost.
     * @param {number | null} person null for whoever is first
     * @param {{ readonly language: string, readonly onEvent: (event: PageEvent) => void, readonly onLine: (line: "open" | "lost" | "refused") => void, readonly signal: AbortSignal }} options
     */
    async listen(person, { language, onEvent, onLine, signal }) {
      while (!signal.aborted) {
        try {
          const response = await fetch(`/api/events?as=${person ?? ""}&language=${language}`, { headers, signal });
          if (response.status === 401) return onLine("refused");
          onLine("open");
          for await (const data of eventsIn(response)) onEvent(JSON.parse(data));
        } catch (problem) {
          if (!signal.aborted && !(problem instanceof TypeError)) console.error(problem);
        }
        if (signal.aborted) return;
        onLine("lost");
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
    },
  };
}

/**
 * The data of each server-sent event.
 * @param {Response} response
 */
async function* eventsIn(response) {
  if (response.body === null) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const events = (rest + value).split("\n\n");
    rest = events.pop() ?? "";
    for (const event of events) {
      const data = event.split("\n").flatMap((line) => (line.startsWith("data: ") ? [line.slice(6)] : []));
      if (data.length > 0) yield data.join("\n");
    }
  }
}
