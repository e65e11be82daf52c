/**
 * Sends views to pages: first all that its person sees, then each change. Rare changes (chats,
 * menus, people) is told by telling everything anew, so that the page has one way to learn of it.
 */

import type { BotApiServer } from "../bot-api-server/server.ts";
import type { Cast } from "./preview-cast.ts";
import type { Inspector } from "./preview-inspector.ts";
import type { Status } from "./preview-status.ts";
import { changeFor, chatViewsOf, nameOf, type PageEvent, type Snapshot } from "./web-view.ts";

export interface Viewing {
  /** @returns what ends it */
  watch(person: number, show: (event: PageEvent) => void): () => void;
}

export interface ViewingParts {
  readonly server: Pick<BotApiServer, "world" | "bot">;
  readonly cast: Cast;
  readonly status: Status;
  readonly inspector: Inspector;
}

/** A bot that starts changes its menus a dozen times in a row: they are told together. */
const GATHER_MS = 30;

export function createViewing({ server, cast, status, inspector }: ViewingParts): Viewing {
  const { world, bot } = server;
  const snapshot = (me: number): Snapshot => {
    const person = cast.find(me);
    return {
      ...{ kind: "snapshot", me, status: status.now(), answers: inspector.answers() },
      people: cast.people().map(({ user, role }) => ({ id: user.id, name: nameOf(user), role })),
      bot: { id: bot.id, name: bot.first_name, username: bot.username },
      chats: person === null ? [] : chatViewsOf(world, cast, person, bot.first_name),
    };
  };
  return {
    watch(me, show) {
      let timer: NodeJS.Timeout | null = null;
      const sees = (chat: number): boolean => {
        const person = cast.find(me);
        return person !== null && cast.chatsOf(person).some((known) => known.chat.id === chat);
      };
      const showAll = (): void => {
        timer ??= setTimeout(() => {
          timer = null;
          show(snapshot(me));
        }, GATHER_MS);
      };
      const leave = [
        world.on((change) => {
          if (change.kind === "profile" || change.kind === "chat") return showAll();
          const seen = changeFor(change, me, sees);
          return seen === null ? undefined : show(seen);
        }),
        status.on(() => show({ kind: "status", status: status.now() })),
        inspector.on((answer) => show({ kind: "answer", answer })),
      ];
      show(snapshot(me));
      return () => {
        if (timer !== null) clearTimeout(timer);
        for (const end of leave) end();
      };
    },
  };
}
