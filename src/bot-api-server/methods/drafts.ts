/** sendMessageDraft, sendChatAction, setMessageReaction: signs of life that are no messages. */

import type { ReactionType } from "@grammyjs/types";
import { badRequest } from "../failure.ts";
import { isFields, requiredInteger } from "../parameters.ts";
import { assertWritable, type Draft } from "../rooms.ts";
import { textOf } from "../sending.ts";
import { announce, roomOf, shown } from "../state.ts";
import { DRAFT_RULES } from "../text/formatted-text.ts";
import type { Methods } from "./method.ts";

/** https://core.telegram.org/bots/api#sendmessagedraft */
const DRAFT_MS = 30_000;
/** "5 seconds or less". https://core.telegram.org/bots/api#sendchataction */
const ACTION_MS = 5_000;

const ACTIONS: ReadonlySet<string> = new Set([
  "typing",
  "upload_photo",
  "record_video",
  "upload_video",
  "record_voice",
  "upload_voice",
  "upload_document",
  "choose_sticker",
  "find_location",
  "record_video_note",
  "upload_video_note",
]);

/** Reactions open to everyone. https://core.telegram.org/bots/api#reactiontypeemoji */
const REACTIONS: ReadonlySet<string> = new Set(
  "👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡".split(
    " ",
  ),
);

export const draftMethods: Methods = {
  sendMessageDraft({ parameters, state }) {
    const { text, entities } = textOf(state, parameters, "text", DRAFT_RULES);
    const room = roomOf(state, parameters);
    assertWritable(room, state.bot);
    if (room.chat.type !== "private") throw badRequest("TEXTDRAFT_PEER_INVALID");
    const id = requiredInteger(parameters, "draft_id");
    if (id === 0) throw badRequest("RANDOM_ID_EMPTY");
    const message_thread_id = parameters.integer("message_thread_id");
    if (message_thread_id !== null && !room.topics.has(message_thread_id)) throw badRequest("message thread not found");
    if (room.stopped.has(id)) return true;
    const draft: Draft = {
      id,
      text,
      entities,
      can_stop: parameters.flag("can_stop"),
      keep_on_stop: parameters.flag("keep_on_stop"),
      message_thread_id,
      expires: state.now() + DRAFT_MS,
    };
    room.draft = draft;
    announce(state, { kind: "draft", chat: room.chat, draft });
    return true;
  },

  sendChatAction({ parameters, state }) {
    const action = parameters.text("action");
    if (!ACTIONS.has(action)) throw badRequest("wrong parameter action in request");
    const room = roomOf(state, parameters);
    assertWritable(room, state.bot);
    room.action = { action, until: state.now() + ACTION_MS };
    announce(state, { kind: "action", chat: room.chat, action });
    return true;
  },

  setMessageReaction({ parameters, state }) {
    const room = roomOf(state, parameters);
    assertWritable(room, state.bot);
    const kept = room.messages.get(requiredInteger(parameters, "message_id"));
    if (kept === undefined) throw badRequest("message to react not found");
    const given = parameters.list("reaction") ?? [];
    if (given.length > 1) throw badRequest("REACTIONS_TOO_MANY");
    const reaction = given.map((item): ReactionType => {
      const emoji = isFields(item) && item.type === "emoji" ? String(item.emoji).replaceAll("\ufe0f", "") : "";
      if (!REACTIONS.has(emoji)) throw badRequest("REACTION_INVALID");
      return { type: "emoji", emoji } as ReactionType;
    });
    const reactions = new Map(kept.reactions);
    if (reaction.length === 0) reactions.delete(state.bot.id);
    else reactions.set(state.bot.id, reaction);
    const changed = { ...kept, reactions };
    room.messages.set(kept.message.message_id, changed);
    announce(state, { kind: "edited", chat: room.chat, message: shown(changed) });
    return true;
  },
};
