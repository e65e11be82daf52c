/** People and the chats that they are in: made, joined, left, promoted, blocked, moved. */

import type { Chat, ChatMember, User } from "@grammyjs/types";
import { counter, createRoom, isAdministrator, isPresent, type Room, type RoomOptions } from "../rooms.ts";
import { announce, type State, sendMessageUpdate, sendUpdate, unixTime } from "../state.ts";
import { writeMessage } from "../write-message.ts";
import { botSees } from "./visible.ts";

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
  /** Any change of anyone's standing, the bot's own too. */
  setStanding(user: User, group: Chat, standing: MemberStatus): void;
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

  const open = (options: RoomOptions): Room => {
    const room = createRoom(options);
    state.rooms.set(room.chat.id, room);
    announce(state, { kind: "chat", chat: room.chat });
    return room;
  };

  const superId = () => -1_001_000_000_000 - takeGroupId();

  const setStanding = (user: User, group: Chat, standing: MemberStatus) => {
    const room = roomFor(state, group);
    const old = room.members.get(user.id) ?? { status: "left", user };
    const member = memberAs(standing, user, room.anonymous.has(user.id));
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
  };

  const setBlocked = (person: User, blocked: boolean) => {
    const room = state.rooms.get(person.id);
    if (room === undefined || room.blocked === blocked) return;
    room.blocked = blocked;
    const standing = (is: boolean): ChatMember => memberAs(is ? "kicked" : "member", state.bot, false);
    const [old_chat_member, new_chat_member] = [standing(!blocked), standing(blocked)];
    const change = { chat: room.chat, from: person, date: unixTime(state), old_chat_member, new_chat_member };
    sendUpdate(state, { my_chat_member: change });
  };

  return {
    person({ id = FIRST_PERSON + takePersonId(), ...options }) {
      const user: User = { id, is_bot: false, ...options };
      state.people.set(id, user);
      return user;
    },

    privateChat(person) {
      const known = state.rooms.get(person.id);
      if (known !== undefined) return known.chat;
      const { id, first_name, last_name, username } = person;
      const chat: Chat.PrivateChat = {
        id,
        type: "private",
        first_name,
        ...(last_name !== undefined && { last_name }),
        ...(username !== undefined && { username }),
      };
      return open({ chat, members: [], takeId: state.takeCommonId }).chat;
    },

    group({
      title,
      members,
      admins = [],
      anonymousAdmins = [],
      topics,
      bot = "member",
      basic = false,
      hiddenMembers = false,
      username,
    }) {
      const anonymous = new Set(anonymousAdmins.map(({ id }) => id));
      const chat: Chat = basic
        ? { id: -4_000_000 - takeGroupId(), type: "group", title }
        : {
            id: superId(),
            type: "supergroup",
            title,
            ...(topics !== undefined && { is_forum: true as const }),
            ...(username !== undefined && { username }),
          };
      const [owner, ...others] = [...admins, ...anonymousAdmins];
      const all = [
        ...members.map((user) => memberAs("member", user, false)),
        ...(owner === undefined ? [] : [memberAs("creator", owner, anonymous.has(owner.id))]),
        ...others.map((user) => memberAs("administrator", user, anonymous.has(user.id))),
        memberAs(bot, state.bot, false),
      ];
      const takeId = basic ? state.takeCommonId : counter();
      if (!basic) takeId(); // Number 1 is the group's own beginning, and with it the general topic.
      const room = open({ chat, members: all, takeId, hiddenMembers, anonymous });
      for (const name of topics ?? []) {
        const content = { forum_topic_created: { name, icon_color: 0x6fb9f0 }, is_topic_message: true as const };
        const { message } = writeMessage(state, room, { from: owner ?? null, content });
        room.topics.set(message.message_id, name);
      }
      return chat;
    },

    channel({ title, bot = "administrator", admins = [] }) {
      const chat: Chat.ChannelChat = { id: superId(), type: "channel", title };
      const members = [
        ...admins.map((user) => memberAs("administrator", user, false)),
        memberAs(bot, state.bot, false),
      ];
      return open({ chat, members, takeId: counter() }).chat;
    },

    topic(group, name) {
      const found = roomFor(state, group)
        .topics.entries()
        .find(([, known]) => known === name);
      if (found === undefined)
        throw new Error(`group ${group.id} has no topic "${name}": name it when the group is made`);
      return found[0];
    },

    join: (person, group) => setStanding(person, group, "member"),
    leave: (person, group) => setStanding(person, group, "left"),
    setStanding,
    block: (person) => setBlocked(person, true),
    unblock: (person) => setBlocked(person, false),

    migrate(group) {
      const old = roomFor(state, group);
      if (old.chat.type !== "group") throw new Error(`chat ${group.id} is no small group: only those move`);
      const chat: Chat.SupergroupChat = { id: superId(), type: "supergroup", title: old.chat.title };
      const room = open({ chat, members: [...old.members.values()], takeId: counter(), anonymous: old.anonymous });
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

function memberAs(standing: MemberStatus, user: User, is_anonymous: boolean): ChatMember {
  switch (standing) {
    case "creator":
      return { status: standing, user, is_anonymous };
    case "administrator":
      return {
        status: standing,
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
      return { status: standing, user, until_date: 0 };
    case "member":
    case "left":
      return { status: standing, user };
    default:
      return standing satisfies never;
  }
}
