/** People and the chats that they are in: made, joined, left, promoted, blocked, moved. */

import type { Chat, ChatMember, Message, User, UserFromGetMe } from "@grammyjs/types";
import { counter, createRoom, isAdministrator, isPresent, type Room, type RoomOptions } from "../rooms.ts";
import { writeMessage } from "../sending.ts";
import { announce, type State, sendMessageUpdate, sendUpdate, unixTime } from "../state.ts";

interface PersonOptions {
  readonly first_name: string;
  readonly last_name?: string;
  readonly id?: number;
  readonly username?: string;
  readonly language_code?: string;
}

type MemberStatus = "creator" | "administrator" | "member" | "left" | "kicked";

interface GroupOptions {
  readonly title: string;
  readonly members: readonly User[];
  /** The first of them owns the group. */
  readonly admins?: readonly User[];
  /** Administrators who speak as the group itself. */
  readonly anonymousAdmins?: readonly User[];
  /** A forum with these topics, besides the general one. */
  readonly topics?: readonly string[];
  /** "member" if it is left out. */
  readonly bot?: MemberStatus;
  /** A small group of the old kind, which may move. */
  readonly basic?: boolean;
  /** Its list of members is shown to administrators only. */
  readonly hiddenMembers?: boolean;
  readonly username?: string;
}

export interface ChatsOfTheWorld {
  person(options: PersonOptions): User;
  privateChat(person: User): Chat;
  group(options: GroupOptions): Chat;
  channel(options: { readonly title: string; readonly bot?: MemberStatus; readonly admins?: readonly User[] }): Chat;
  /** The topic's number by its name, for `say` and for what the bot sends. */
  topic(group: Chat, name: string): number;
  join(person: User, group: Chat): void;
  leave(person: User, group: Chat): void;
  /** Any change of anyone's status, the bot's own too. */
  setStatus(user: User, group: Chat, status: MemberStatus): void;
  block(person: User): void;
  unblock(person: User): void;
  /** The small group becomes a supergroup with another number. */
  migrate(group: Chat): Chat;
  chats(): readonly Chat[];
  people(): readonly User[];
}

/** Real ones have about ten digits by now, and may soon need more than 32 bits. */
const FIRST_PERSON = 6_000_000_000;

export function roomFor(state: State, chat: Chat): Room {
  const room = state.rooms.get(chat.id);
  if (room === undefined) throw new Error(`the world has no chat ${chat.id}: make it first`);
  return room;
}

export function chatsOfTheWorld(state: State): ChatsOfTheWorld {
  const takePersonId = counter();
  const takeGroupId = counter();
  const supergroupId = () => -1_001_000_000_000 - takeGroupId();
  return {
    person({ id = FIRST_PERSON + takePersonId(), ...options }) {
      const user: User = { id, is_bot: false, ...options };
      state.people.set(id, user);
      return user;
    },

    privateChat(person) {
      const known = state.rooms.get(person.id);
      if (known !== undefined) return known.chat;
      return openRoom(state, { chat: privateChatWith(person), members: [], takeId: state.takeCommonId }).chat;
    },

    group(options) {
      const { title, basic = false, topics, username } = options;
      if (basic) return openGroup(state, { id: -4_000_000 - takeGroupId(), type: "group", title }, options);
      const forum = topics !== undefined && { is_forum: true as const };
      const named = username !== undefined && { username };
      return openGroup(state, { id: supergroupId(), type: "supergroup", title, ...forum, ...named }, options);
    },

    channel({ title, bot = "administrator", admins = [] }) {
      const chat: Chat.ChannelChat = { id: supergroupId(), type: "channel", title };
      const members = [
        ...admins.map((user) => memberAs("administrator", user, false)),
        memberAs(bot, state.bot, false),
      ];
      return openRoom(state, { chat, members, takeId: counter() }).chat;
    },

    topic(group, name) {
      const found = roomFor(state, group)
        .topics.entries()
        .find(([, known]) => known === name);
      if (found === undefined)
        throw new Error(`group ${group.id} has no topic "${name}": name it when the group is made`);
      return found[0];
    },

    join: (person, group) => setStatus(state, person, group, "member"),
    leave: (person, group) => setStatus(state, person, group, "left"),
    setStatus: (user, group, status) => setStatus(state, user, group, status),
    block: (person) => setBlocked(state, person, true),
    unblock: (person) => setBlocked(state, person, false),

    migrate(group) {
      const old = roomFor(state, group);
      if (old.chat.type !== "group") throw new Error(`chat ${group.id} is no small group: only those move`);
      const chat: Chat.SupergroupChat = { id: supergroupId(), type: "supergroup", title: old.chat.title };
      const { anonymous } = old;
      const room = openRoom(state, { chat, members: [...old.members.values()], takeId: counter(), anonymous });
      const gone = writeMessage(state, old, { from: null, content: { migrate_to_chat_id: chat.id } });
      const come = writeMessage(state, room, { from: null, content: { migrate_from_chat_id: group.id } });
      old.movedTo = chat.id;
      for (const { message } of [gone, come]) sendMessageUpdate(state, message);
      return chat;
    },

    chats: () => [...state.rooms.values()].map(({ chat }) => chat),
    people: () => [...state.people.values()].filter(({ id }) => id !== state.bot.id),
  };
}

function openRoom(state: State, options: RoomOptions): Room {
  const room = createRoom(options);
  state.rooms.set(room.chat.id, room);
  announce(state, { kind: "chat", chat: room.chat });
  return room;
}

function privateChatWith({ id, first_name, last_name, username }: User): Chat.PrivateChat {
  return {
    id,
    type: "private",
    first_name,
    ...(last_name !== undefined && { last_name }),
    ...(username !== undefined && { username }),
  };
}

function openGroup(state: State, chat: Chat, options: GroupOptions): Chat {
  const { members, admins = [], anonymousAdmins = [], topics = [], bot = "member", hiddenMembers = false } = options;
  const anonymous = new Set(anonymousAdmins.map(({ id }) => id));
  const [owner, ...others] = [...admins, ...anonymousAdmins];
  const all = [
    ...members.map((user) => memberAs("member", user, false)),
    ...(owner === undefined ? [] : [memberAs("creator", owner, anonymous.has(owner.id))]),
    ...others.map((user) => memberAs("administrator", user, anonymous.has(user.id))),
    memberAs(bot, state.bot, false),
  ];
  const takeId = chat.type === "group" ? state.takeCommonId : counter();
  // Number 1 of a supergroup is its own beginning, and with it the general topic.
  if (chat.type === "supergroup") takeId();
  const room = openRoom(state, { chat, members: all, takeId, hiddenMembers, anonymous });
  for (const name of topics) {
    const content = { forum_topic_created: { name, icon_color: 0x6fb9f0 }, is_topic_message: true as const };
    const { message } = writeMessage(state, room, { from: owner ?? null, content });
    room.topics.set(message.message_id, name);
  }
  return chat;
}

function setStatus(state: State, user: User, group: Chat, status: MemberStatus): void {
  const room = roomFor(state, group);
  const old = room.members.get(user.id) ?? { status: "left", user };
  const member = memberAs(status, user, room.anonymous.has(user.id));
  room.members.set(user.id, member);
  const change = {
    chat: room.chat,
    from: user,
    date: unixTime(state),
    old_chat_member: old,
    new_chat_member: member,
  };
  if (user.id === state.bot.id) sendUpdate(state, { my_chat_member: change });
  else if (isAdministrator(room.members.get(state.bot.id))) sendUpdate(state, { chat_member: change });
  if (isPresent(old) === isPresent(member) || room.chat.type === "channel") return;
  const content = isPresent(member) ? { new_chat_members: [user] } : { left_chat_member: user };
  const { message } = writeMessage(state, room, { from: user, content });
  if (botSees(state.bot, room, message)) sendMessageUpdate(state, message);
}

function setBlocked(state: State, person: User, blocked: boolean): void {
  const room = state.rooms.get(person.id);
  if (room === undefined || room.blocked === blocked) return;
  room.blocked = blocked;
  const memberIf = (is: boolean): ChatMember => memberAs(is ? "kicked" : "member", state.bot, false);
  const [old_chat_member, new_chat_member] = [memberIf(!blocked), memberIf(blocked)];
  const change = { chat: room.chat, from: person, date: unixTime(state), old_chat_member, new_chat_member };
  sendUpdate(state, { my_chat_member: change });
}

function memberAs(status: MemberStatus, user: User, is_anonymous: boolean): ChatMember {
  switch (status) {
    case "creator":
      return { status, user, is_anonymous };
    case "administrator":
      return {
        status,
        user,
        is_anonymous,
        can_be_edited: false,
        can_manage_chat: true,
        can_delete_messages: true,
        can_manage_video_chats: false,
        can_restrict_members: true,
        can_promote_members: false,
        can_change_info: true,
        can_invite_users: true,
        can_post_stories: false,
        can_edit_stories: false,
        can_delete_stories: false,
        can_pin_messages: true,
        can_send_welcome_messages: false,
      };
    case "kicked":
      return { status, user, until_date: 0 };
    case "member":
    case "left":
      return { status, user };
    default:
      return status satisfies never;
  }
}

/**
 * Decides which messages of a chat the bot sees. In groups, unless it is an administrator or its privacy mode is off,
 * that is only what is meant for it: commands, replies to it, mentions of it, and what is sent through it.
 */
export function botSees(bot: UserFromGetMe, room: Room, message: Message): boolean {
  if (room.chat.type === "private") return !room.blocked;
  const member = room.members.get(bot.id);
  if (!isPresent(member)) return false;
  if (room.chat.type === "channel" || isAdministrator(member) || bot.can_read_all_group_messages) return true;
  const text = message.text ?? message.caption;
  if (text === undefined && message.document === undefined && message.photo === undefined) return isService(message);
  if (message.reply_to_message?.from?.id === bot.id || message.via_bot?.id === bot.id) return true;
  const entities = message.entities ?? message.caption_entities ?? [];
  const self = `@${bot.username.toLowerCase()}`;
  return entities.some(({ type, offset, length }) => {
    const words = text?.slice(offset, offset + length).toLowerCase() ?? "";
    if (type === "bot_command") return offset === 0 && (!words.includes("@") || words.endsWith(self));
    return type === "mention" && words === self;
  });
}

/** Told to every bot: who came and went, new titles, pins, a move to another group. */
function isService(message: Message): boolean {
  return (
    message.new_chat_members !== undefined ||
    message.left_chat_member !== undefined ||
    message.new_chat_title !== undefined ||
    message.pinned_message !== undefined ||
    message.migrate_to_chat_id !== undefined ||
    message.migrate_from_chat_id !== undefined ||
    message.forum_topic_created !== undefined
  );
}
