/**
 * Messages that ask nothing of the documents: a greeting, thanks, "who are you"; and those about the last answer, such
 * as "translate that". Searching for them would end in an answer about something else.
 */

import type { Locale } from "./language.ts";
import { chineseScriptOf, simplified } from "./zh/han.ts";
import { chineseTalkIn, chineseTalkToBot, type TalkOfAnswer, type TalkToBot } from "./zh/spoken-talk.ts";

/** Kinds of talk to the bot itself. In this order: of two in one message, the first is answered. */
const KINDS: readonly TalkToBot[] = [
  "person",
  "privacy",
  "documents",
  "about",
  "displeased",
  "thanks",
  "goodbye",
  "greeting",
  "fine",
];

/** Nobody greets at greater length; what is longer is not looked at. */
const MAX_CHARACTERS = 80;

/** Words that a part may open with, and the bot's name at its end, say nothing by themselves. */
const ENGLISH_OPENING = /^(?:(?:and|but|so|well|oh|ok|okay|please|sorry|excuse me) )+/u;
const ENGLISH_ADDRESS = / (?:please|then|now|there|bot|docket|everyone|all|again)$/u;
const CHINESE_ENDING = /[啊呀哦噢喔啦吧呢哈嘛哟呐么喽咯]+$/u;

const ENGLISH: Readonly<Record<Exclude<TalkToBot, "displeased">, RegExp>> = {
  greeting:
    /^(?:hi+|hello+|hey+|hiya|howdy|greetings|good (?:morning|afternoon|evening|day)|(?:is )?anybody (?:there|here)|are you there|how are you(?: doing)?|how do you do|nice to meet you|test(?:ing)?)$/u,
  thanks:
    /^(?:(?:ok |okay |many |great )?(?:thanks|thx|ty|cheers)(?: (?:a lot|so much|very much|a million))?|(?:ok |okay )?thank you(?: (?:so|very) much| kindly)?|much appreciated|(?:very |that is |thats |that was )?(?:helpful|great|perfect|nice|good|cool|awesome|excellent)(?: (?:job|work|answer|bot))?|well done)$/u,
  goodbye:
    /^(?:(?:good ?)?bye(?: ?bye)?|good ?night|see you(?: later| soon| tomorrow)?|have a (?:nice|good) day|cya)$/u,
  fine: /^(?:ok(?:ay)?|k|yes|yeah|yep|no|nope|fine|all right|alright|sure|got it|i see|understood|right|no (?:thanks|thank you)|that is all|thats all|never ?mind)$/u,
  about:
    /^(?:help(?: me)?|(?:i need|can you|could you) help(?: me)?|who are you|what are you|who (?:made|built) you|what(?: is| s) (?:this|your name|this bot)|what (?:can|do) you do|what can i (?:ask|do)(?: you| here)?|how (?:do|can|does) (?:i |you |this )?(?:use |work)(?:this|it|you|this bot)?|how does (?:this|it) work|are you (?:a |an )?(?:bot|robot|ai|human|real|person|real person|chat ?gpt|gpt|deepseek))$/u,
  privacy:
    /^(?:is (?:my data|this|it|my question) (?:safe|private|confidential|anonymous|secure)|who (?:can |else )?(?:reads?|sees?) (?:my (?:questions?|messages?|data)|this|what i (?:ask|write))|what do you (?:keep|store|save|know)(?: about me)?|do you (?:keep|store|save) (?:my (?:questions?|messages?|data)|this)|where do my questions go)$/u,
  documents:
    /^(?:(?:what|which) (?:documents|files) (?:do you (?:have|know)|are there|have you got|can i ask about)|(?:list|show me) (?:all )?(?:the |your )?(?:documents|files))$/u,
  person:
    /^(?:(?:can|could|may) i (?:speak|talk) (?:to|with) (?:a |an )?(?:human|person|real person|somebody|someone)|i (?:want|need|would like) (?:to (?:speak|talk) (?:to|with) )?(?:a |an )?(?:human|real person|person)|(?:a )?(?:human|real person)|(?:speak|talk) to (?:a )?(?:human|person))$/u,
};

const CHINESE: Readonly<Record<TalkToBot, RegExp>> = {
  greeting:
    /^(?:你好|您好|大家好|哈喽|哈罗|嗨|喂|嘿|在|在不在|在线|(?:你|您)?在吗|有人(?:在)?吗|有人在|早|早安|早上好|上午好|中午好|下午好|晚上好|你好吗|您好吗|测试|测试一下)+$/u,
  thanks:
    /^(?:好的?|非常|十分|太|多|万分)*(?:谢谢|感谢|多谢|谢了|谢|辛苦|感激)(?:你|您|了|大家|哈|一下|帮助|您的帮助|你的帮助)*$|^(?:很|真|太|非常)?(?:好用|棒|不错|厉害|赞|有用|有帮助)(?:了)?$/u,
  goodbye: /^(?:再见|拜拜?|拜拜了|晚安|回见|下次见|回头见|先这样)$/u,
  fine: /^(?:好|好的|好滴|好了|行|可以|嗯+|恩|哦|噢|是|是的|对|对的|没错|不|不是|不用|不用了|没有|没有了|没了|没事|没事了|知道了|明白|明白了|了解|了解了|懂了|收到|可以了|算了)$/u,
  about:
    /^(?:帮助|帮忙|帮帮我|请?帮我(?:一下)?|求助|(?:你|您|这)是(?:谁|什么|什么东西|干什么的|干嘛的|做什么的|啥)|(?:你|您)叫什么(?:名字)?|(?:你|您)(?:能|会|可以|可)?(?:做|干|帮我做|回答)?(?:什么|些什么|哪些事|啥|干嘛)|(?:我)?(?:能|可以|该)?(?:问|问你|问您)(?:什么|些什么|哪些问题|啥)|(?:这个?|你|机器人)?(?:怎么|如何|怎样)(?:使用|用|操作|提问)(?:你|您|这个|机器人)?|使用(?:说明|方法|帮助)|(?:你|您)是(?:不是)?(?:一个|个)?(?:机器人|真人|人工智能|人|ai|chatgpt|gpt|deepseek|豆包|文心一言)吗?)$/iu,
  privacy:
    /^(?:我(?:的|问的)?(?:问题|提问|消息|数据|信息|聊天记录)(?:会被)?(?:谁(?:能|会|可以)?(?:看到|看见|看)|安全吗?|保密吗?|会(?:被)?(?:泄露|保存|公开)吗?|有谁能?看到?)|谁(?:能|会|可以)?(?:看到|看见|看)我(?:的|问的)?(?:问题|提问|消息|数据|信息|聊天记录)|(?:你|您)?会(?:保存|记录)我的(?:问题|提问|消息|数据|信息)吗?|(?:这里|这个)?(?:安全|保密)吗)$/u,
  documents:
    /^(?:(?:你|您|这里|你这里|你们|文件库|库)(?:里)?)?(?:都|一共|总共)*(?:有|收录了?|知道|(?:能|可以)(?:查|看))(?:哪些|些?什么|多少份?)(?:文件|资料|文档)(?:(?:可以?|能)(?:查|看|问))?$|^(?:请)?(?:列出|列一下|给我看|看看)?(?:所有|全部)的?(?:文件|资料|文档)(?:列表|清单|目录)?$|^(?:文件|资料|文档)(?:列表|清单|目录)$/u,
  person: /^(?:我?(?:要|想|想要|需要|想找)?(?:转|找)?人工(?:客服|服务)?|(?:转|找)(?:真人|人工|客服)|我要?找?真人)$/u,
  displeased:
    /^(?:你|您|这|那|他妈|机器人|东西|回答|答案|真|太|好|是|个|的|就|也|都|一个)*(?:笨|蠢|傻|垃圾|没用|无用|废物|智障|滚|烂|白痴|弱智|有病|神经病|差劲|差|胡说|胡说八道|瞎说|不对|错了|答错了|说错了|讲错了|回答错了|弄错了|搞错了|不准|不正确|错)(?:蛋|货|逼|瓜|的|了|死了|极了|透了|机器人|开)*$|^(?:你|您|这个?|那个?|上面|刚才|回答|答案)*(?:说|讲|答|写)?[的得]?(?:好像|似乎|应该|恐怕|都|是|完全|根本|有点|有些)*(?:不对|错|有误|有错|不准确?|不正确|不是这样)的?了?$|^答非所问$|^跑题了?$|^我?不是(?:问|要)的?(?:这个|这些)?$|^我(?:问|要|说)的(?:可)?不是(?:这个|这些)$|^(?:你|您)?(?:没有|没)回答我的问题$/u,
};

/** Says that the answer is not right, without a rude word. */
const ENGLISH_DENIAL =
  /^(?:(?:i (?:think|believe) )?(?:that|this|it)(?: is| s|s)? ?(?:not|isnt|cant be|cannot be|is not) (?:right|correct|true|so|what i (?:asked|meant|wanted))|(?:that|this|it) (?:isnt|cant be|cannot be) (?:right|correct|true|what i (?:asked|meant|wanted))|you (?:have )?(?:got|made) (?:it|that|this|a mistake)(?: wrong)?|you (?:did not|didnt|have not|havent) answer(?:ed)? my question|(?:you are |youre )?mistaken|i (?:did not|didnt) ask (?:that|this|for that))$/u;

/** An English part is rude if it is made of these alone, and at least one of the second. */
const ENGLISH_FILLERS = new Set(
  "you are youre your u r so really very just a an the this that is its thats bot machine thing answer piece of off up me i and totally completely what".split(
    " ",
  ),
);
const ENGLISH_INSULTS = new Set(
  "useless stupid dumb idiot idiotic moron rubbish garbage trash terrible awful crap shit bullshit fuck fucking suck sucks hate shut damn wrong bad nonsense incorrect".split(
    " ",
  ),
);

/** Sent alone, they mean thanks or that all is well. */
const EMOJI_OF_THANKS = /^(?:[👍🙏👌❤♥😊😀😄🙂😍👏💯🎉🌹🤝✅]|[\u{1f3fb}-\u{1f3ff}\ufe0f\u200d]|\s)+$/u;

/** @returns null where there is something to be searched for, or nothing at all */
export function smallTalkIn(message: string): TalkToBot | null {
  const text = message.trim();
  if (text === "" || text.length > MAX_CHARACTERS) return null;
  if (EMOJI_OF_THANKS.test(text)) return "thanks";
  const parts = simplified(text)
    .toLowerCase()
    .replaceAll(/['’`]/gu, "")
    .split(/[^\p{L}\p{M}\p{N} ]+/u)
    .map((part) => part.trim().replaceAll(/ +/gu, " "))
    .filter((part) => part !== "");
  const kinds = parts.map(kindOf);
  if (kinds.length === 0 || kinds.includes(null)) return null;
  return KINDS.find((kind) => kinds.includes(kind)) ?? null;
}

function kindOf(part: string): TalkToBot | null {
  if (/\p{Script=Han}/u.test(part)) {
    const together = part.replaceAll(" ", "");
    const bare = together.replace(/^(?:请问|想问一下|问一下)/u, "").replace(CHINESE_ENDING, "");
    const known = KINDS.find((kind) => CHINESE[kind].test(bare) || CHINESE[kind].test(together));
    return known ?? chineseTalkToBot(bare) ?? chineseTalkToBot(together);
  }
  const bare = part.replace(ENGLISH_OPENING, "").replace(ENGLISH_ADDRESS, "");
  if (isRude(bare) || ENGLISH_DENIAL.test(bare)) return "displeased";
  return KINDS.find((kind) => kind !== "displeased" && (ENGLISH[kind].test(bare) || ENGLISH[kind].test(part))) ?? null;
}

function isRude(part: string): boolean {
  const words = part.split(" ");
  return (
    words.some((word) => ENGLISH_INSULTS.has(word)) &&
    words.every((word) => ENGLISH_INSULTS.has(word) || ENGLISH_FILLERS.has(word))
  );
}

export type AnswerTalk =
  | { readonly kind: "speak" | "translate"; readonly locale: Locale | null }
  | { readonly kind: "again" | "proof" | "shorter" | "more" };

const MAX_CHARACTERS_OF_ANSWER_TALK = 60;

const ENGLISH_TONGUE = /(?:mandarin|cantonese|(?:simplified |traditional )?chinese|english)/u.source;

const SPEAK = new RegExp(
  `^(?:(?:can|could|would) you |please )*(?:(?:answer|reply|respond|speak|talk|write|use|say (?:it|that)|tell me)(?: (?:to me|me|it|that))? )?(?:in )?(?<tongue>${ENGLISH_TONGUE})(?: please| only| instead)*$|^i (?:can )?only (?:read|speak|understand|know) (?<only>${ENGLISH_TONGUE})$`,
  "u",
);
const UNREAD = new RegExp(
  `^i (?:can not|cannot|cant|do not|dont) (?:read|speak|understand|know)(?: (?:any|much))? (?<tongue>${ENGLISH_TONGUE})$`,
  "u",
);
const TRANSLATE = new RegExp(
  `^(?:(?:can|could|would) you |please )*translate(?: (?:that|it|this|the answer|please))*(?: (?:in)?to (?<tongue>${ENGLISH_TONGUE}))?(?: please)?$|^what (?:does|do) (?:that|this|it) mean in (?<meant>${ENGLISH_TONGUE})$`,
  "u",
);
const OTHERS: readonly (readonly [kind: "again" | "proof" | "shorter" | "more", pattern: RegExp])[] = [
  [
    "again",
    /^(?:(?:(?:can|could) you |please )*(?:repeat(?: (?:it|that|this|the answer|yourself))?|say (?:it|that|this) again|tell me again)|once (?:more|again)|come again|pardon(?: me)?)$/u,
  ],
  [
    "proof",
    /^(?:why|why is that|why so|how come|really|are you sure|is (?:that|this|it) (?:true|right|correct|so|certain)|how do you know(?: that)?|says who|who says (?:so|that)|where does it say (?:so|that)|where (?:did you get|do you have) (?:that|this|it)(?: from)?|where (?:does|do) (?:that|this|it) come from|where is (?:that|this|it) (?:written|from)|what makes you (?:say|think) (?:so|that)|(?:what(?: is| are|s) )?(?:your|the) sources?|sources?|(?:what is the )?proof|prove it|can i (?:trust|rely on) (?:that|this|it|you)|is (?:that|this|it) reliable)$/u,
  ],
  [
    "shorter",
    /^(?:(?:make it |a bit |a little |please )*(?:shorter|briefer|in short|in brief|more briefly|tldr|tl dr)|too long|(?:can you )?(?:summari[sz]e|sum up)(?: (?:it|that|this))?|(?:(?:can|could) you |please )*(?:explain|say|put|tell me) (?:it|that|this)(?: to me)?(?: more)? ?(?:simply|simpler|plainly|clearly|briefly|in (?:simple|plain|other|simpler) (?:words|english|terms|language))|simpler|in (?:simple|plain|other) words|i (?:do not|dont|did not|didnt) (?:understand|get)(?: it| that| this)?|what (?:does|do) (?:that|this|you) mean(?: by (?:that|this))?)$/u,
  ],
  [
    "more",
    /^(?:more|(?:tell|show) me more|more (?:of that|details?|please|on (?:that|this))|go on|continue|anything else|what else|is there more|in more detail|(?:(?:can|could) you |please )*(?:elaborate|expand)(?: on (?:that|this|it))?|(?:(?:can|could) you |please )*(?:give|tell|show) me more (?:details?|information|about (?:that|this|it)))$/u,
  ],
];
/** Words of courtesy and of speech, at either end. */
const COURTESY =
  /^(?:(?:and|but|so|well|oh|ok(?:ay)?|please|sorry) )+|(?: (?:please|then|now|thanks|thank you))+$|(?<=\p{Script=Han})[啊呀哦噢呢嘛吧呐哟喽]+$/gu;

/**
 * Messages about the last answer rather than about the documents: "in Chinese please", "translate that", "why?",
 * "shorter", "more". As with small talk a message counts only if all of it is of this kind.
 * @returns null where there is something else to be searched for
 */
export function answerTalkIn(message: string): AnswerTalk | null {
  const text = message.trim();
  if (text === "" || text.length > MAX_CHARACTERS_OF_ANSWER_TALK) return null;
  const bare = simplified(text)
    .toLowerCase()
    .replaceAll(/['’`]/gu, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .replaceAll(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, "");
  const short = bare.replaceAll(COURTESY, "");
  for (const said of [bare, short]) {
    const talk = /\p{Script=Han}/u.test(said) ? chineseTalkIn(said) : englishTalkIn(said);
    if (talk === null) continue;
    const { kind, tongue } = talk;
    return kind === "speak" || kind === "translate" ? { kind, locale: localeOf(tongue, text) } : { kind };
  }
  return null;
}

function englishTalkIn(said: string): TalkOfAnswer | null {
  const spoken = SPEAK.exec(said);
  if (spoken !== null) return { kind: "speak", tongue: spoken.groups?.tongue ?? spoken.groups?.only };
  const unread = UNREAD.exec(said)?.groups?.tongue;
  if (unread !== undefined) return { kind: "speak", tongue: unread === "english" ? "chinese" : "english" };
  const translated = TRANSLATE.exec(said);
  if (translated !== null) return { kind: "translate", tongue: translated.groups?.tongue ?? translated.groups?.meant };
  const [kind] = OTHERS.find(([, pattern]) => pattern.test(said)) ?? [];
  return kind === undefined ? null : { kind, tongue: undefined };
}

/** Traditional where it is named, or written. */
function localeOf(tongue: string | undefined, text: string): Locale | null {
  if (tongue === undefined) return null;
  if (/english|英/u.test(tongue)) return "en";
  if (/traditional|繁/u.test(tongue)) return "zh-Hant";
  return /simplified|简/u.test(tongue) ? "zh" : (chineseScriptOf(text) ?? "zh");
}
