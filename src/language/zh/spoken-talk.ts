/**
 * Chinese talk about the last answer and to the bot, told by composition rather than by sentences: a message is of a kind if
 * it is a phrase of that kind among words that say nothing of documents (请, 你, 能不能, 刚才那段), and nothing else is in it.
 */

const CHINESE_TONGUE = /(?:(?:简体|繁体)(?:中文|字)?|中文|汉语|普通话|国语|华语|粤语|广东话|英文|英语)/u.source;

/**
 * Words that any such message may have around its phrase. A word of several characters has one that is not among the
 * single ones, so that a text can be taken apart in one way only, and in no time.
 */
const AROUND =
  /(?:[请您你们我咱能可以会想要帮给把将让这那个段句条些话它上下面刚才的了得是就都又还也再更太很真吗呢啊呀哦噢吧嘛哈哟喔呐啦咯呗一点儿里说讲写答回复来看]|请问|麻烦|劳驾|拜托|能不能|可不可以|是不是|能否|可否|有点|有些|觉得|感觉|认为|好像|似乎|应该|恐怕|答案|解释|介绍|说法|谢谢|行吗|行不行|好吗|好不好|老师|不好意思|对不起|抱歉|其实|但|不过|那么|现在|以后|机器人)*/u
    .source;

const within = (phrase: string): RegExp => new RegExp(`^${AROUND}(?:${phrase})${AROUND}$`, "u");

/** Members name the language that they cannot read, or the one alone that they can, as often as the one they want. */
const UNREAD = within(
  `(?:看|读|听)?(?:不懂|不明白|不太懂|不会|不太会|不认识|不识|不了|不来)(?:看|读|说|讲)?(?<tongue>${CHINESE_TONGUE})|(?<first>${CHINESE_TONGUE})的?我?(?:看|读|听)?(?:不懂|不明白|不太懂|不会|不了|不来)`,
);
const SPEAK = within(
  `(?:[用以说讲写懂看会]|改用|改成|换成|换|切换到?|有(?:没有)?|只能?[看读说讲会懂]+)(?<tongue>${CHINESE_TONGUE})(?:来|回答|答复|作答|告诉我|解释|交流|问题|一遍|可以吗)*|(?<first>${CHINESE_TONGUE})(?:版本?|回答|作答|可以吗)?`,
);
const TRANSLATE = within(
  `(?:${CHINESE_TONGUE})?${AROUND}(?:翻译|翻(?=[成为一])|译)${AROUND}[成为]?(?<tongue>${CHINESE_TONGUE})?|(?:${CHINESE_TONGUE})是?(?:什么|啥)意思|(?:用)?(?<first>${CHINESE_TONGUE})(?:怎么|如何)[说讲]`,
);

const OTHERS: readonly (readonly [kind: "again" | "proof" | "shorter" | "more", phrase: RegExp])[] = [
  [
    "again",
    within(
      "(?:再|重新?)[说讲答发写来]?(?:回答|回复)?一?[遍次]|重复(?:一?遍|一次)?|没有?[听看]清楚?|重新(?:回答|说|讲)",
    ),
  ],
  [
    "proof",
    within(
      "(?:为什么|为啥|为何|凭什么)(?:这么|这样|那么|那样)?|真的(?:假的|这样)?|确定|肯定|保证|没错|可靠|可信|靠谱|准确|属实|怎么知道|谁说|(?:有什么|有何|有没有|有)?(?:依据|根据|凭据|出处|来源|证据|原文)(?:是什么|(?:在|是)哪里?|在哪儿|何在)?|[从在]?(?:哪里?|哪儿|哪份文件|哪个文件)里?(?:[看找查]到|[来看找查听写说讲]|得来|得知)的|写在哪[里儿]?|有据可查|有案可查|出自(?:哪里?|哪儿|哪份文件|哪个文件|何处)",
    ),
  ],
  [
    "shorter",
    within(
      "简短|简单|简洁|简明|短一?点|精简|简练|通俗|易懂|明白[一些点]+|清楚[一些点]+|太?长了?|长话短说|[挑说讲]重点(?:就好|就行|即可)?|一句话|啰嗦|罗嗦|复杂|概括|总结|归纳|[没不](?:太|大)?(?:看|听)?懂|[没不](?:太|大)?(?:看|听)?明白|[看听搞弄]不(?:太|大)?(?:懂|明白)|(?:什么|啥)意思|[说讲]人话",
    ),
  ],
  [
    "more",
    within(
      "更多|继续|接着|接下来|往下|展开|详细|具体|细|细说|多[说讲]|然后呢|还有(?:吗|呢|没有)|还?(?:有没有|有)(?:其他|其它|别的|更多|补充)(?:的|信息|内容|情况)*",
    ),
  ],
];

/** Single phrases that are talk only by themselves: among other words they ask for something. */
const ALONE: readonly (readonly [kind: "shorter" | "more", phrase: RegExp])[] = [
  ["shorter", /^[你您]?在?[说讲]?的?是?(?:什么|啥)[呀啊]?$/u],
  ["more", /^(?:然后|还有|接着|接下来)呢?$/u],
];

export interface TalkOfAnswer {
  readonly kind: "speak" | "translate" | "again" | "proof" | "shorter" | "more";
  /** The language that is named, and the other one where it is the one that cannot be read. */
  readonly tongue: string | undefined;
}

/** @param said in simplified characters, without punctuation */
export function chineseTalkIn(said: string): TalkOfAnswer | null {
  const unread = tongueIn(UNREAD, said);
  if (unread !== null) return { kind: "speak", tongue: otherThan(unread) };
  const translated = tongueIn(TRANSLATE, said);
  if (translated !== null) return { kind: "translate", tongue: translated || undefined };
  const spoken = tongueIn(SPEAK, said);
  if (spoken !== null) return { kind: "speak", tongue: spoken };
  const [kind] = [...ALONE, ...OTHERS].find(([, phrase]) => phrase.test(said)) ?? [];
  return kind === undefined ? null : { kind, tongue: undefined };
}

const WHO_HELPS = "(?:秘书处|人工|真人|活人|客服|管理员|工作人员)(?:客服|服务)?";
const OTHERS_SEE = "(?:别人|其他人|他人|大家|人家|谁|秘书处|管理员)";
const SEEN = "(?:看|知道|查)(?:得?到|见)?";
const WHAT_ONE_ASKS = "我(?:(?:的|问的|写的|发的|说的)?(?:问题|提问|消息|信息|聊天记录)|[问写发说]的(?:话|内容|东西)?)";
const TO_THE_BOT: readonly (readonly [kind: TalkToBot, phrase: RegExp])[] = [
  [
    "person",
    within(`(?:联系|找|叫|转接|转|接|请教|问)(?:一下|到)?${WHO_HELPS}|有(?:没有)?人[能可以]*(?:帮|帮助|帮忙)`),
  ],
  [
    "privacy",
    within(
      `${WHAT_ONE_ASKS}会?被?(?:${OTHERS_SEE})[会能可以]*${SEEN}|${WHAT_ONE_ASKS}[会能可以]*被?(?:公开|泄露|外传)|${OTHERS_SEE}[会能可以]*${SEEN}${WHAT_ONE_ASKS}`,
    ),
  ],
  [
    "documents",
    within(
      "(?:有|收录|收了|包括|包含)[了过]?(?:哪些|些?什么|啥|多少)(?:文件|资料|文档)|[列显][出示个]?(?:一?下|一?[个份])?(?:所有|全部)?(?:文件|资料|文档)的?(?:清单|列表|目录)?|(?:文件|资料|文档)的?(?:清单|列表|目录)",
    ),
  ],
  [
    "about",
    within(
      `(?<=[你您].*)(?:到底)?(?:[叫是](?:什么|啥|哪位)(?:名字)?|[做干](?:点)?(?:什么|啥|嘛)用?|[能会可以]+帮我?[做干]点?(?:什么|啥)|有(?:什么|啥|哪些)(?:功能|用处|本事))|(?:有)?(?:哪些|什么|啥)(?:问题)?(?:可以|能)问|(?:可以|能)问(?:哪些|些?什么|啥)`,
    ),
  ],
  [
    "displeased",
    within(
      "(?:搞|弄|理解|答|说|讲|回答|找|引用|看|解读)?[错偏](?:题|人|地方|方向)?|误解|误会|文不对题|答非所问|所答非所问|[离跑偏]题|牛头不对马嘴|[跟和与同]?我?(?:问|要|说)的?(?:问题)?(?:没有?关系|没关|无关|不相关|不沾边|对不上|不一样)|不(?:太|大|是很|怎么|完全)?(?:对劲|对|准确|准|正确|满意)|(?:回答|答案|说法|答复)(?:好像|似乎)?有(?:点|些)?(?:问题|毛病|错误|错|误|偏差|出入)|不是(?:这样|这个?意思|我?想?[要问]的?)",
    ),
  ],
  [
    "greeting",
    /^(?:各位|大家|老师|同志|朋友们?|秘书处|小?助手|机器人|领导)+们?的?(?:你|您)?(?:好|早上好|上午好|中午好|下午好|晚上好|新年好)$/u,
  ],
  ["fine", /^(?:好的?|嗯|哈|呵|行|可以|对|是的?|明白|知道|了解|懂|收到|没事|没问题|没有?别的|不用)+了?$/u],
];
/** Phrases that may follow one another without a mark between them, the last of which tells what is meant. */
const CLOSINGS =
  /^(?:好的?|嗯|明白|知道|了解|懂|收到|了|没问题|先这样|就这样)+(?<thanks>谢谢|感谢|多谢|辛苦)?(?:你|您|了|大家)*(?<bye>再见|拜拜|晚安)?$/u;

export type TalkToBot =
  | "person"
  | "privacy"
  | "documents"
  | "about"
  | "displeased"
  | "thanks"
  | "goodbye"
  | "greeting"
  | "fine";

/** @param said in simplified characters, without punctuation */
export function chineseTalkToBot(said: string): TalkToBot | null {
  const [kind] = TO_THE_BOT.find(([, phrase]) => phrase.test(said)) ?? [];
  if (kind !== undefined) return kind;
  const { thanks, bye } = CLOSINGS.exec(said)?.groups ?? {};
  return bye !== undefined ? "goodbye" : thanks !== undefined ? "thanks" : null;
}

function tongueIn(pattern: RegExp, said: string): string | null {
  const found = pattern.exec(said);
  return found === null ? null : (found.groups?.tongue ?? found.groups?.first ?? "");
}

function otherThan(tongue: string): string {
  if (/英/u.test(tongue)) return "中文";
  if (/简/u.test(tongue)) return "繁体";
  return /繁/u.test(tongue) ? "简体" : "英文";
}
