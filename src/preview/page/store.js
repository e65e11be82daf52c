/** The page's state: the last snapshot with every change since. Plain data, without the page. */

/** @typedef {import("../web-view.ts").Snapshot} Snapshot */
/** @typedef {import("../web-view.ts").ChatView} ChatView */
/** @typedef {import("../web-view.ts").MessageView} MessageView */
/** @typedef {import("../web-view.ts").PageEvent} PageEvent */

/** Number of answers that the preview keeps. */
const KEPT_ANSWERS = 30;

/**
 * @param {Snapshot | null} known
 * @param {PageEvent} event
 * @returns {Snapshot | null}
 */
export function withEvent(known, event) {
  if (event.kind === "snapshot") return event;
  if (known === null) return null;
  switch (event.kind) {
    case "status":
      return { ...known, status: event.status };
    case "answer":
      return { ...known, answers: [event.answer, ...known.answers].slice(0, KEPT_ANSWERS) };
    case "message":
      return withChat(known, event.chat, (chat) => withMessage(chat, event.message));
    case "deleted":
      return withChat(known, event.chat, (chat) => ({
        ...chat,
        messages: chat.messages.filter(({ key }) => key !== event.key),
      }));
    case "draft":
      return withChat(known, event.chat, (chat) => ({ ...chat, draft: event.draft }));
    case "action":
      return withChat(known, event.chat, (chat) => ({ ...chat, action: event.action }));
    default:
      return event;
  }
}

/**
 * @param {Snapshot} known
 * @param {number} id
 * @param {(chat: ChatView) => ChatView} change
 */
function withChat(known, id, change) {
  return { ...known, chats: known.chats.map((chat) => (chat.id === id ? change(chat) : chat)) };
}

/**
 * @param {ChatView} chat
 * @param {MessageView} message
 * @returns {ChatView}
 */
function withMessage(chat, message) {
  const at = chat.messages.findIndex(({ key }) => key === message.key);
  if (at >= 0) return { ...chat, messages: chat.messages.with(at, message) };
  const action = message.from?.isBot === true ? null : chat.action;
  return { ...chat, action, messages: [...chat.messages, message] };
}

/**
 * Messages of a chat that are shown: of a group with topics one topic, and nothing that another message stands in place
 * of.
 * @param {ChatView} chat
 * @param {number | null} thread
 * @returns {readonly MessageView[]}
 */
export function messagesIn(chat, thread) {
  const covered = new Set(chat.messages.map(({ inPlaceOf }) => inPlaceOf));
  return chat.messages.filter(
    (message) =>
      (chat.topics.length === 0 || message.thread === thread) &&
      message.event?.kind !== "topic" &&
      !(message.ephemeral === null && covered.has(message.id)),
  );
}
