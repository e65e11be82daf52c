/** The `entities` parameter -> entities of the wire, each with the fields that its type needs, or Telegram's refusal. */

import type { MessageEntity, User } from "@grammyjs/types";
import { badRequest } from "../failure.ts";
import { type Fields, isFields } from "../parameters.ts";
import { checkLink, mentionedUser } from "./links.ts";

const PLAIN = [
  "bold",
  "italic",
  "underline",
  "strikethrough",
  "spoiler",
  "blockquote",
  "expandable_blockquote",
  "code",
] as const;
/** Telegram finds these by itself; given by the bot they are checked and then forgotten. */
const FOUND = [
  "mention",
  "hashtag",
  "cashtag",
  "bot_command",
  "url",
  "email",
  "phone_number",
  "bank_card_number",
] as const;

/** Offsets and lengths beyond it are refused whatever the text is. */
const MAX_POSITION = 1_000_000;
const DATE_TIME_FORMAT = /^(?:r|w?[dD]?[tT]?)$/u;

export type FindUser = (id: number) => User | undefined;

/** An entity of a type that Telegram finds by itself; its range counts, and nothing else. */
export interface FoundEntity {
  readonly type: (typeof FOUND)[number];
  readonly offset: number;
  readonly length: number;
}

export function givenEntities(list: readonly unknown[], findUser: FindUser): (MessageEntity | FoundEntity)[] {
  return list.map((item) => {
    if (!isFields(item)) throw cannotParse("Expected an Object");
    return entityOf(item, findUser);
  });
}

function entityOf(fields: Fields, findUser: FindUser): MessageEntity | FoundEntity {
  const range = { offset: wholeNumber(fields, "offset"), length: wholeNumber(fields, "length") };
  for (const name of ["offset", "length"] as const)
    if (range[name] < 0 || range[name] > MAX_POSITION)
      throw badRequest(`receive an entity with incorrect ${name} ${range[name]}`);
  const type = required(fields, "type");
  const plain = PLAIN.find((name) => name === type);
  if (plain !== undefined) return { type: plain, ...range };
  const found = FOUND.find((name) => name === type);
  if (found !== undefined) return { type: found, ...range };
  switch (type) {
    case "pre":
      return {
        type,
        ...range,
        ...(typeof fields.language === "string" && fields.language !== "" && { language: fields.language }),
      };
    case "text_link":
      return linkOf(String(required(fields, "url")), range, findUser);
    case "text_mention": {
      const user = required(fields, "user");
      return { type, ...range, user: knownUser(isFields(user) ? Number(user.id) : 0, findUser) };
    }
    case "custom_emoji": {
      const id = String(required(fields, "custom_emoji_id"));
      if (!/^\d{1,19}$/u.test(id) || BigInt(id) > 2n ** 63n - 1n)
        throw cannotParse('Field "custom_emoji_id" must be a valid Number');
      return { type, ...range, custom_emoji_id: id };
    }
    case "date_time": {
      const format = String(fields.date_time_format ?? "");
      if (!DATE_TIME_FORMAT.test(format)) throw badRequest("invalid date-time format specified");
      const unix_time = wholeNumber(fields, "unix_time");
      return {
        type,
        ...range,
        unix_time,
        date_time_format: format as MessageEntity.DateTimeMessageEntity["date_time_format"],
      };
    }
    default:
      throw cannotParse("Unsupported type specified");
  }
}

/** A link, or the mention that it stands for. */
function linkOf(url: string, range: { offset: number; length: number }, findUser: FindUser): MessageEntity {
  const user = mentionedUser(url);
  if (user !== null) return { type: "text_mention", ...range, user: knownUser(user, findUser) };
  const link = checkLink(url);
  if ("refused" in link) throw badRequest(`entity ${link.refused}`);
  return { type: "text_link", ...range, url: link.url };
}

/** Of a wrong link Telegram shows the words, and no link. */
export function linkOrNull(
  url: string,
  range: { readonly offset: number; readonly length: number },
  findUser: FindUser,
): MessageEntity | null {
  try {
    return linkOf(url, range, findUser);
  } catch {
    return null;
  }
}

/** Without those that Telegram finds by itself. */
export function markedEntities(list: readonly unknown[], findUser: FindUser): MessageEntity[] {
  return givenEntities(list, findUser).filter((entity): entity is MessageEntity => !isFound(entity));
}

function isFound(entity: MessageEntity | FoundEntity): entity is FoundEntity {
  return FOUND.some((type) => type === entity.type);
}

function knownUser(id: number, findUser: FindUser): User {
  const user = findUser(id);
  if (user === undefined) throw badRequest("user not found");
  return user;
}

function required(fields: Fields, name: string): unknown {
  const value = fields[name];
  if (value === undefined) throw cannotParse(`Can't find field "${name}"`);
  return value;
}

function wholeNumber(fields: Fields, name: string): number {
  const value = Number(required(fields, name));
  if (!Number.isSafeInteger(value)) throw cannotParse(`Field "${name}" must be a valid Number`);
  return value;
}

function cannotParse(why: string) {
  return badRequest(`can't parse MessageEntity: ${why}`);
}
