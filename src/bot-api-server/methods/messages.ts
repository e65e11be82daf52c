/**
 * sendMessage, editMessageText, editMessageCaption, editMessageReplyMarkup, deleteMessage, deleteMessages; sendDocument and
 * getFile; and the editEphemeral… and deleteEphemeral… methods, of messages that one member sees.
 */

import type { Document, Message, ReactionType } from "@grammyjs/types";
import { ApiFailure, badRequest, isFields, type Methods, type Parameters, requiredInteger } from "../calls.ts";
import { replyMarkup } from "../keyboards.ts";
import { assertWritable, type Draft, type Kept, type Room } from "../rooms.ts";
import { removeMessage, replaceMessage, sendMessage, textOf } from "../sending.ts";
import { announce, roomOf, type State, shown, unixTime } from "../state.ts";
import { CAPTION_RULES, DRAFT_RULES, type FormattedText, MESSAGE_RULES } from "../text/formatted-text.ts";

const NOT_MODIFIED =
  "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message";

/** Seconds after which a bot cannot delete what others wrote. https://core.telegram.org/bots/api#deletemessage */
const DELETABLE_S = 48 * 3_600;

export const messageMethods: Methods = {
  sendMessage({ parameters, state }) {
    const text = textOf(state, parameters, "text", MESSAGE_RULES);
    return sendMessage(state, parameters, { text, content: textContent(text) });
  },

  editMessageText({ parameters, state }) {
    const text = textOf(state, parameters, "text", MESSAGE_RULES);
    return edit(
      state,
      parameters,
      (message) => {
        if (message.text === undefined) throw badRequest("there is no text in the message to edit");
        return { ...withoutText(message), ...textContent(text), ...keyboard(parameters, message) };
      },
      text,
    );
  },

  editMessageCaption({ parameters, state }) {
    const text = textOf(state, parameters, "caption", CAPTION_RULES);
    return edit(
      state,
      parameters,
      (message) => {
        if (message.document === undefined) throw badRequest("there is no caption in the message to edit");
        return { ...withoutText(message), ...captionContent(text), ...keyboard(parameters, message) };
      },
      text,
    );
  },

  editMessageReplyMarkup({ parameters, state }) {
    return edit(
      state,
      parameters,
      (message) => {
        const { reply_markup: _old, ...rest } = message;
        return { ...rest, ...keyboard(parameters, message) };
      },
      null,
    );
  },

  deleteMessage({ parameters, state }) {
    const room = roomOf(state, parameters);
    deleteOne(state, room, requiredInteger(parameters, "message_id"));
    return true;
  },

  deleteMessages({ parameters, state }) {
    const room = roomOf(state, parameters);
    const ids = parameters.list("message_ids") ?? [];
    if (ids.length === 0) throw badRequest("message identifiers are not specified");
    if (ids.length > 100) throw badRequest("too many message identifiers specified");
    for (const id of ids) if (room.messages.has(Number(id))) deleteOne(state, room, Number(id));
    return true;
  },
};

export function textContent({ text, entities }: FormattedText): Partial<Message> {
  return { text, ...(entities.length > 0 && { entities: [...entities] }) };
}

function captionContent({ text, entities }: FormattedText): Partial<Message> {
  if (text === "") return {};
  return { caption: text, ...(entities.length > 0 && { caption_entities: [...entities] }) };
}

function withoutText(message: Message): Message {
  const { text: _t, entities: _e, caption: _c, caption_entities: _ce, reply_markup: _m, ...rest } = message;
  return rest;
}

function keyboard(parameters: Parameters, { chat }: Message): Pick<Message, "reply_markup"> {
  const { inline, interface: other } = replyMarkup(parameters, chat.type === "private");
  if (other !== null) throw badRequest("inline keyboard expected");
  return inline === null ? {} : { reply_markup: inline };
}

function sameContent(a: Message, b: Message): boolean {
  const content = (message: Message) =>
    JSON.stringify([
      message.text ?? message.caption ?? null,
      message.entities ?? message.caption_entities ?? [],
      message.reply_markup?.inline_keyboard ?? null,
    ]);
  return content(a) === content(b);
}

/** @param text null if the edit leaves the words as they are */
function edit(
  state: State,
  parameters: Parameters,
  change: (message: Message) => Message,
  text: FormattedText | null,
): Message | true {
  const inlineId = parameters.text("inline_message_id");
  const { room, kept } = inlineId === "" ? byNumber(state, parameters) : byInlineId(state, inlineId);
  const changed = change(kept.message);
  if (sameContent(changed, kept.message)) throw badRequest(NOT_MODIFIED);
  const message = { ...changed, edit_date: unixTime(state) };
  replaceMessage(state, room, { ...kept, message, detected: text?.detected ?? kept.detected });
  return inlineId === "" ? message : true;
}

function byNumber(state: State, parameters: Parameters): { room: Room; kept: Kept } {
  const room = roomOf(state, parameters);
  assertWritable(room, state.bot);
  const kept = room.messages.get(requiredInteger(parameters, "message_id"));
  if (kept === undefined) throw badRequest("message to edit not found");
  if (kept.author !== state.bot.id || kept.message.via_bot !== undefined) throw badRequest("message can't be edited");
  return { room, kept };
}

function byInlineId(state: State, id: string): { room: Room; kept: Kept } {
  const place = state.inlineMessages.get(id);
  const kept = place?.room.messages.get(place.message_id);
  if (place === undefined || kept === undefined) throw badRequest("MESSAGE_ID_INVALID");
  return { room: place.room, kept };
}

function deleteOne(state: State, room: Room, id: number): void {
  const kept = room.messages.get(id);
  if (kept === undefined) throw badRequest("message to delete not found");
  const member = room.members.get(state.bot.id);
  const own = kept.author === state.bot.id;
  const mayDelete = member?.status === "administrator" && member.can_delete_messages;
  const young = unixTime(state) - kept.message.date < DELETABLE_S;
  if (!((own || room.chat.type === "private") && young) && !mayDelete) throw badRequest("message can't be deleted");
  removeMessage(state, room, kept);
}

/** https://core.telegram.org/bots/api#senddocument */
const MAX_UPLOAD_BYTES = 50 * 1024 * 1024;

export const documentMethods: Methods = {
  sendDocument({ parameters, state }) {
    const text = textOf(state, parameters, "caption", CAPTION_RULES);
    const document = documentOf(state, parameters);
    return sendMessage(state, parameters, { text, content: { document, ...captionContent(text) } });
  },

  getFile: ({ parameters, state }) => state.files.describe(parameters.text("file_id")),
};

/** Uploaded in this call, or sent before. */
function documentOf({ files }: State, parameters: Parameters): Document {
  const given = parameters.text("document");
  const attached = given.startsWith("attach://") ? given.slice("attach://".length) : "document";
  const upload = parameters.files.get(attached);
  if (upload !== undefined) {
    if (upload.bytes.length === 0) throw badRequest("file must be non-empty");
    if (upload.bytes.length > MAX_UPLOAD_BYTES) throw new ApiFailure(413, "Request Entity Too Large");
    return files.add(upload);
  }
  if (given === "" || given.startsWith("attach://")) throw badRequest("there is no document in the request");
  const known = files.find(given);
  if (known === undefined) throw badRequest("wrong file identifier/HTTP URL specified");
  return files.add(known);
}

export const ephemeralMethods: Methods = {
  editEphemeralMessageText({ parameters, state }) {
    const text = textOf(state, parameters, "text", MESSAGE_RULES);
    const { room, kept } = ownEphemeral(state, parameters, "edit");
    const { message } = kept;
    const changed = { ...withoutText(message), ...textContent(text), ...keyboard(parameters, message) };
    return replace(state, room, { ...kept, detected: text.detected }, changed);
  },

  editEphemeralMessageReplyMarkup({ parameters, state }) {
    const { room, kept } = ownEphemeral(state, parameters, "edit");
    const { reply_markup: _old, ...rest } = kept.message;
    return replace(state, room, kept, { ...rest, ...keyboard(parameters, kept.message) });
  },

  deleteEphemeralMessage({ parameters, state }) {
    const { room, kept } = ownEphemeral(state, parameters, "delete");
    removeMessage(state, room, kept);
    return true;
  },
};

function replace(state: State, room: Room, kept: Kept, changed: Message): true {
  if (sameContent(changed, kept.message)) throw badRequest(NOT_MODIFIED);
  replaceMessage(state, room, { ...kept, message: { ...changed, edit_date: unixTime(state) } });
  return true;
}

function ownEphemeral(state: State, parameters: Parameters, to: "edit" | "delete"): { room: Room; kept: Kept } {
  const room = roomOf(state, parameters);
  assertWritable(room, state.bot);
  const kept = room.ephemeral.get(requiredInteger(parameters, "ephemeral_message_id"));
  const receiver = requiredInteger(parameters, "receiver_user_id");
  if (kept === undefined || kept.receiver !== receiver) throw badRequest(`message to ${to} not found`);
  return { room, kept };
}

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

/** sendMessageDraft, sendChatAction, setMessageReaction: signs of life that are no messages. */
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
