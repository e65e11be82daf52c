/** `/new` begins a new subject, `/help` says what there is, `/language` chooses the words. */

import { Composer } from "grammy";
import { dayText } from "../../engine/engine.ts";
import { foldedForm } from "../../language/canonical.ts";
import { daysIn } from "../../language/dates.ts";
import { LOCALES, type Locale } from "../../language/language.ts";
import type { Log } from "../../operations/log.ts";
import type { DocketContext } from "../context.ts";
import type { Say } from "../i18n/words.ts";
import { isAdmin } from "../members/access.ts";
import { BUTTONS, button } from "../render/reply-buttons.ts";
import { answerPress, changeMessage, conversationOf, sendWords } from "../render/reply-messages.ts";
import { ADMIN_COMMANDS } from "./admin/admin.ts";

export interface CommandParts {
  readonly clock: () => Date;
  readonly sayIn: (locale: Locale) => Say;
  readonly log: Log;
}

/** Languages in their own words, so that who cannot read the other finds theirs. */
const LANGUAGES = [
  button("English", BUTTONS.language.data("en")),
  button("简体中文", BUTTONS.language.data("zh")),
  button("繁體中文", BUTTONS.language.data("zh-Hant")),
];

export function commandHandlers({ clock, sayIn, log }: CommandParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  const endContext = (ctx: DocketContext): void => {
    const conversation = conversationOf(ctx);
    ctx.effects.keep(
      { kind: "context-ended", conversation },
      { kind: "day-asked", conversation, day: null, at: clock() },
    );
    sendWords(ctx, ctx.say("new-topic"));
  };
  composer.command("new", endContext);
  composer.callbackQuery(BUTTONS.newTopic.pattern, async (ctx) => {
    endContext(ctx);
    await answerPress(ctx, log);
  });
  composer.command("asof", (ctx) => {
    const conversation = conversationOf(ctx);
    const typed = ctx.match.trim();
    const day = typed === "" ? null : dayTyped(typed);
    if (typed !== "" && day === null && !TODAY.test(typed)) return sendWords(ctx, ctx.say("as-of-which"));
    ctx.effects.keep({ kind: "day-asked", conversation, day, at: clock() });
    const { locale } = ctx.say;
    sendWords(ctx, day === null ? ctx.say("as-of-ended") : ctx.say("as-of-begun", { day: dayText(day, locale) }));
  });
  composer.command("help", (ctx) => {
    const { say, access, chat, me } = ctx;
    const forAdmins = isAdmin(access) && chat.type === "private";
    const own = ADMIN_COMMANDS.map((command) => `/${command}${say("help-is")}${say(`command-${command}`)}`);
    const help = say("help", { bot: `@${me.username}` });
    sendWords(ctx, forAdmins ? [help, say("help-secretariat"), own.join("\n")].join("\n\n") : help);
  });
  composer.command("language", (ctx) => sendWords(ctx, ctx.say("language-which"), [LANGUAGES]));
  composer.callbackQuery(BUTTONS.language.pattern, async (ctx) => {
    const locale = LOCALES.find((one) => one === ctx.match[1]) ?? "en";
    const { person } = ctx;
    ctx.effects.keep({ kind: "language-chosen", person, locale });
    changeMessage(ctx, { text: sayIn(locale)("language-chosen"), entities: [], keyboard: [] });
    await answerPress(ctx, log);
  });
  return composer;
}

const TODAY = /^(?:today|now|off|end|今天|现在|今日|結束|结束)$/iu;

/** `2022-06-01`, `1 June 2022`, `2022年6月1日`: a whole day, or null. */
function dayTyped(typed: string): string | null {
  const [day, other] = daysIn(foldedForm(typed));
  return day !== undefined && other === undefined && day.date.length === 10 ? day.date : null;
}
