/**
 * Messages about the last answer rather than about the documents: "in Chinese please", "translate that", "why?",
 * "shorter", "more". As with small talk a message counts only if all of it is of this kind. Pure.
 */

import type { Locale } from "../locale.ts";
import { chineseScriptOf, simplified } from "../zh/chinese-script.ts";

export type AnswerTalk =
  | { readonly kind: "speak" | "translate"; readonly locale: Locale | null }
  | { readonly kind: "proof" | "shorter" | "more" };

const MAX_CHARACTERS = 60;

const ENGLISH_TONGUE = /(?:mandarin|(?:simplified |traditional )?chinese|english)/u.source;
const CHINESE_TONGUE = /(?:(?:简体|繁体)(?:中文|字)?|中文|汉语|普通话|国语|华语|英文|英语)/u.source;

const SPEAK: readonly RegExp[] = [
  new RegExp(
    `^(?:(?:can|could|would) you |please )*(?:(?:answer|reply|respond|speak|talk|write|say (?:it|that)|tell me)(?: (?:to me|me|it|that))? )?(?:in )?(?<tongue>${ENGLISH_TONGUE})(?: please| only| instead)*$`,
    "u",
  ),
  new RegExp(
    `^(?:请|麻烦|你|您|能不能|能否|能|可不可以|可以|以后|都|帮我)*(?:用|以|说|讲|写|改用|换成|换|切换到?|改成)?(?<tongue>${CHINESE_TONGUE})(?:来|给我|回答|回复|答复|作答|说|讲|写|告诉我|解释|交流|问题|我|一下|一遍|好吗|可以吗|行吗|吗|谢谢)*$`,
    "u",
  ),
];
const TRANSLATE: readonly RegExp[] = [
  new RegExp(
    `^(?:(?:can|could|would) you |please )*translate(?: (?:that|it|this|the answer|please))*(?: (?:in)?to (?<tongue>${ENGLISH_TONGUE}))?(?: please)?$`,
    "u",
  ),
  new RegExp(
    `^(?:请|麻烦|你|您|能不能|能否|能|可不可以|可以|帮我|给我|把)*(?:这个?|这段|这句话?|上面的?|它|答案|回答)?翻译(?:一下|下|这个?|这段|这句话?|上面的?|它|答案|回答)*(?:(?:成|为)(?<tongue>${CHINESE_TONGUE}))?(?:好吗|可以吗|行吗|吗|谢谢)*$`,
    "u",
  ),
];
const OTHERS: readonly (readonly [kind: "proof" | "shorter" | "more", pattern: RegExp])[] = [
  [
    "proof",
    /^(?:why|why is that|why so|how come|really|are you sure|is (?:that|this|it) (?:true|right|correct|so|certain)|how do you know(?: that)?|says who|who says (?:so|that)|where does it say (?:so|that)|为什么|为啥|为何|真的|真的假的|真的是这样|是真的|确定|(?:你|您)(?:能)?确定|(?:你|您)怎么知道的?|(?:有什么|有何)?(?:依据|根据|凭据)(?:是什么)?|凭什么(?:这么说)?|谁说的|出处(?:是什么|在哪)?)$/u,
  ],
  [
    "shorter",
    /^(?:(?:make it |a bit |a little |please )*(?:shorter|briefer|in short|in brief|more briefly|tldr|tl dr)|too long|(?:can you )?(?:summari[sz]e|sum up)(?: (?:it|that|this))?|(?:请|能|能不能|可以|再)*(?:简短|简单|简洁|短|精简|简练)(?:一?点|些|一些|说)*|太长了?|(?:请|能|能不能|帮我)*(?:概括|总结|归纳)(?:一下|下)?)$/u,
  ],
  [
    "more",
    /^(?:more|(?:tell|show) me more|more (?:of that|details?|please|on (?:that|this))|go on|continue|anything else|what else|is there more|in more detail|(?:请)?继续(?:说|讲)?|更多|还有(?:吗|没有|别的|其他的?)?(?:吗)?|(?:请|能|再|能不能)*(?:详细|具体)(?:一?点|些|说说|讲讲|说明)+|(?:请|再|能)*多(?:说|讲)(?:一?点|些)?|(?:请)?展开(?:讲讲|说说|一下)?)$/u,
  ],
];
/** Of courtesy and of speech, at either end. */
const COURTESY =
  /^(?:(?:and|but|so|well|oh|ok(?:ay)?|please|sorry) )+|(?: (?:please|then|now|thanks|thank you))+$|[啊呀哦噢呢嘛吧呐哟]+$/gu;

/** @returns null where there is something else to be searched for */
export function answerTalkIn(message: string): AnswerTalk | null {
  const text = message.trim();
  if (text === "" || text.length > MAX_CHARACTERS) return null;
  const bare = simplified(text)
    .toLowerCase()
    .replaceAll(/['’`]/gu, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .replaceAll(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, "");
  const short = bare.replaceAll(COURTESY, "").replace(/(?<=\p{Script=Han})吗$/u, "");
  for (const said of [bare, short]) {
    const spoken = matched(SPEAK, said);
    if (spoken !== null) return { kind: "speak", locale: localeOf(spoken.tongue, text) };
    const translated = matched(TRANSLATE, said);
    if (translated !== null) return { kind: "translate", locale: localeOf(translated.tongue, text) };
    const [other] = OTHERS.find(([, pattern]) => pattern.test(said)) ?? [];
    if (other !== undefined) return { kind: other };
  }
  return null;
}

function matched(patterns: readonly RegExp[], text: string): { readonly tongue: string | undefined } | null {
  for (const pattern of patterns) {
    const found = pattern.exec(text);
    if (found !== null) return { tongue: found.groups?.tongue };
  }
  return null;
}

/** Traditional where it is named, or written. */
function localeOf(tongue: string | undefined, text: string): Locale | null {
  if (tongue === undefined) return null;
  if (/english|英/u.test(tongue)) return "en";
  if (/traditional|繁/u.test(tongue)) return "zh-Hant";
  return /simplified|简/u.test(tongue) ? "zh" : (chineseScriptOf(text) ?? "zh");
}
