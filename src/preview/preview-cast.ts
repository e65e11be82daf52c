/**
 * The people of the preview when it opens: somebody for each way in which the bot treats people, and a group with
 * topics in which all of them are. More people can be added; they begin as strangers, as anybody does.
 */

import type { Chat, User } from "@grammyjs/types";
import type { World } from "../bot-api-server/world.ts";

type Role = "member" | "admin" | "stranger";

export interface CastMember {
  readonly user: User;
  /** Role that they began with; an invitation may have made a member of a stranger since. */
  readonly role: Role;
}

interface Topic {
  readonly name: string;
  /** Null for the general topic, which has no number. */
  readonly thread: number | null;
}

export interface CastChat {
  readonly chat: Chat;
  readonly topics: readonly Topic[];
}

export interface Cast {
  people(): readonly CastMember[];
  find(person: number): User | null;
  /** The private chat first. */
  chatsOf(person: User): readonly CastChat[];
  add(name: string): User;
  /** Everybody's app speaks this from now on. @param code IETF tag, as Telegram's apps send it */
  speak(code: string): void;
}

const PEOPLE: readonly { readonly first_name: string; readonly last_name: string; readonly role: Role }[] = [
  { first_name: "Mei", last_name: "Lin", role: "member" },
  { first_name: "Wei", last_name: "Chen", role: "admin" },
  { first_name: "Alex", last_name: "Stone", role: "stranger" },
];
const GROUP = "Materials Alliance";
const TOPICS = ["Policy", "Projects"] as const;
/** A name, not a text. */
export const MAX_NAME_CHARACTERS = 40;

export function createCast(world: World): Cast {
  let language = "en";
  const roles = new Map<number, Role>();
  const users = new Map<number, User>();
  const enter = (name: { readonly first_name: string; readonly last_name?: string }, role: Role): User => {
    const user = world.person({ ...name, language_code: language });
    users.set(user.id, user);
    roles.set(user.id, role);
    world.privateChat(user);
    return user;
  };
  for (const { role, ...name } of PEOPLE) enter(name, role);
  const all = [...users.values()];
  const admins = all.filter(({ id }) => roles.get(id) === "admin");
  const group = world.group({
    title: GROUP,
    topics: TOPICS,
    admins,
    members: all.filter((user) => !admins.includes(user)),
  });
  const topics: readonly Topic[] = [
    { name: "", thread: null },
    ...TOPICS.map((name) => ({ name, thread: world.topic(group, name) })),
  ];

  return {
    people: () => [...users.values()].map((user) => ({ user, role: roles.get(user.id) ?? "stranger" })),
    find: (person) => users.get(person) ?? null,
    chatsOf: (person) => [
      { chat: world.privateChat(person), topics: [] },
      { chat: group, topics },
    ],
    add(name) {
      const user = enter({ first_name: name.slice(0, MAX_NAME_CHARACTERS) }, "stranger");
      world.join(user, group);
      return user;
    },
    speak(code) {
      language = code;
      for (const { id, first_name, last_name } of [...users.values()]) {
        const more = last_name === undefined ? {} : { last_name };
        users.set(id, world.person({ id, first_name, ...more, language_code: code }));
      }
    },
  };
}
