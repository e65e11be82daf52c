/**
 * Understands what a question asks of a document's life, and what it calls the document: 数据安全法何时施行？ asks from when, of
 * 数据安全法. Pure.
 */

import { simplified } from "../../../language/zh/han.ts";

type ValidityAsked =
  | "in-effect"
  | "until"
  | "valid"
  | "issuer"
  | "issued-on"
  | "number"
  | "what-is"
  | "replaced"
  | "replaced-by"
  | "changed"
  | "article";

export interface AskedOfDocument {
  readonly asked: ValidityAsked;
  /** Document as the question names it; "" where it points back. */
  readonly document: string;
  /** Kind of document, where it points back: 那个计划 points to a plan. */
  readonly kind?: string;
  /** Name of an article, as it is called. */
  readonly article?: string;
  /** Event on the day of issue. */
  readonly event?: "adopted" | "revised";
}

const WHEN =
  "(?:是)?(?:于|自|从)?(?:什么时候|什么时间|何时|哪一?[天年日]|几时|哪年哪月)(?:起|开始|正式|会|就|将|被|才)*";
const N = "[〇零一二三四五六七八九十百\\d]+";

const CHINESE: readonly (readonly [ValidityAsked, RegExp])[] = [
  [
    "article",
    new RegExp(
      `^(?<document>.*?)(?:的|中|里|规定的)?(?<article>第${N}章?(?:第${N})?条(?:之${N})?(?:第?${N}[款项])?)(?:的)?(?:原文|内容|条文)?(?:现在|目前|如今)?(?:是|都)?(?:说|讲|写|规定|要求)?(?:的|了|的是|的内容是)?(?:什么|哪些|啥|怎么(?:说|写|讲|规定|要求)?|如何(?:说|写|讲|规定|要求)?|有哪些规定)?(?:内容|规定)?的?$`,
      "u",
    ),
  ],
  [
    "in-effect",
    new RegExp(`^(?<document>.*?)${WHEN}(?:施行|生效|实施|执行|试行|启用|起效|实行|算数|作数|管用|用起来|用)的?$`, "u"),
  ],
  [
    "in-effect",
    /^(?<document>.*?)(?:的)?(?:施行|生效|实施|执行)(?:日期|时间|日)(?:是|为)?(?:什么时候|何时|哪[天日]|几号|多少|什么)?$/u,
  ],
  [
    "until",
    new RegExp(`^(?<document>.*?)(?:的?有效期)?${WHEN}(?:失效|过期|到期|截止|结束|为止|废止|作废|停止执行)的?$`, "u"),
  ],
  [
    "until",
    /^(?<document>.*?)(?:能|可以|一直)*(?:管|用|有效|适用|执行)到(?:什么时候|何时|哪一?[天年]|几时|几号)(?:为止)?$/u,
  ],
  [
    "until",
    /^(?<document>.*?)(?:的)?(?:有效期|有效期限|失效日期)(?:是|为|有|到|至)*(?:多长时间|多久|多长|几年|多少年|什么时候|何时|哪天|几时|什么)?$/u,
  ],
  [
    "valid",
    /^(?<document>.*?)(?:现在|目前|如今|当前|今天)?(?:是不是|是否|还是否|有没有)?(?:还|仍|仍然|依然|已经|已|被)*(?:在)?(?:现行有效|有效期内|有效|失效|过期|废止|作废|被取代|被替代|能用|能不能用|管用|管不管用|作数|算数|适用)了?(?:吗|么|没有|没|否|不)?$/u,
  ],
  [
    "issuer",
    /^(?<document>.*?)(?:是)?(?:由)?(?:谁|哪(?:个|些|几个)(?:部门|单位|机构|机关|组织)|哪家(?:单位|机构)?|什么(?:部门|单位|机构|机关))(?:发布|印发|制定|颁布|公布|出台|发出|发|签发|通过|批准|核定|下发|定|出)(?:的)?(?:文件)?$/u,
  ],
  [
    "issuer",
    /^(?:谁|哪个(?:部门|单位|机构|机关)|什么(?:部门|单位|机构|机关))(?:发布|印发|制定|颁布|公布|出台|签发|通过|批准|核定|下发)了?(?<document>.+)$/u,
  ],
  [
    "issuer",
    /^(?<document>.*?)(?:的)?(?:发文|发布|制定|颁布|印发)(?:机关|单位|机构|部门)(?:是|为)?(?:谁|哪个|哪家|什么)?(?:部门|单位|机构|机关)?$/u,
  ],
  [
    "issued-on",
    new RegExp(
      `^(?<document>.*?)${WHEN}(?<event>发布|印发|公布|颁布|通过|批准|核定|出台|制定|签发|发出|发文|下发|发|定|修订|修正|修改|更新|改)过?的?$`,
      "u",
    ),
  ],
  [
    "issued-on",
    /^(?<document>.*?)(?:的)?(?:发布|发文|成文|印发|公布|颁布|(?<event>通过|修订|修正))(?:日期|时间)(?:是|为)?(?:什么时候|何时|哪天|几号|多少|什么)?$/u,
  ],
  [
    "issued-on",
    /^(?<document>.*?)(?:的)?(?:最近|最后|上)?一?次?(?<event>修订|修正|修改|更新|改动?)(?:时间|日期)?(?:是|在|为)?(?:什么时候|何时|哪[天年]|几时)$/u,
  ],
  ["number", /^(?<document>.*?)(?:的)?(?:文号|发文字号|文件号|文件编号|编号)(?:是|为)?(?:多少|什么|几号|哪个)?$/u],
  ["number", /^(?<document>.*?)(?:是)?(?:第)?(?:几号|多少号)(?:文件?|令|公告)?$/u],
  [
    "replaced-by",
    /^(?<document>.*?)(?:已经|已)?被(?:什么|哪个|哪份|哪一个|谁)(?:文件|规定|办法|制度)?(?:所)?(?:取代|替代|代替|废止)了?(?:的)?$/u,
  ],
  [
    "replaced",
    /^(?<document>.*?)(?:取代|替代|代替|废止)(?:了|的是)?(?:什么|哪些|哪个|哪份|哪几个)(?:文件|规定|办法|制度)?(?:的)?$/u,
  ],
  [
    "changed",
    /^(?:新版|新的|新修订的|修订后的|现在的)?(?<document>.*?)(?:和|与|跟|同|比|较)+(?:旧版|原来的?|老版|老的|上一版|以前的?|之前的?|原版|旧的)(?:版本)?(?:相比|比起来|比|对比)?(?:都|有)?(?:改|变|修改|修订|调整)了?(?:什么|哪些|哪儿|哪里)(?:地方|内容|条款)?$/u,
  ],
  [
    "changed",
    /^(?<document>.*?)(?:的)?新旧(?:两个)?版本?(?:之间)?(?:有|是)?(?:什么|哪些)(?:不同|区别|变化|差别|差异)$/u,
  ],
  [
    "changed",
    /^(?<document>.*?)(?:修改|修订|改|改变|变更|调整)了(?:什么|哪些(?:内容|条款|地方)?|哪里|哪儿|啥)(?:内容)?$/u,
  ],
  [
    "changed",
    /^(?<document>.*?)(?:做了|作了|有了?|发生了)?(?:哪些|什么|啥)(?:新的?)?(?:修改|修订|变化|改动|变动|调整|变更|新规定|新内容)$/u,
  ],
  [
    "changed",
    /^(?<document>.*?)(?:的)?(?:哪些|哪几)(?:条款?|地方|内容|规定)(?:被|有|做了)?(?:修改|修订|变化|改动|变动|调整|改|变)(?:过|了)*$/u,
  ],
  [
    "changed",
    /^(?:新版|新的|新修订的|修订后的)?(?<document>.*?)(?:的)?(?:新旧(?:两个)?版本?之?间?|新版)?(?:和|与|跟|同|比|较|相比|对比)+(?:旧版|原来的?|老版|上一版|以前的?|之前的?|原版|修订前的?|旧的)(?:版本)?(?:相比|比|对比)?(?:之间)?(?:有|做了)?(?:什么|哪些|啥|哪里|哪儿)?(?:的)?(?:不同|区别|变化|差别|差异|修改|改动|不一样)(?:的?地方)?$/u,
  ],
  [
    "what-is",
    /^(?<document>.*?)(?<![讲说写])(?:是)?(?:的|关于)*(?:什么|哪个|哪份|啥)(?:的)?(?:文件|通知|内容|规定|办法|意思)?(?:的)?$/u,
  ],
];

const THING = "(?<document>.+?)";
const ISSUE =
  "(?:issued?|adopted?|published?|approved?|passed|enacted|signed|released|made|written|drawn up|(?<event>amended|revised|updated))";
const ENGLISH: readonly (readonly [ValidityAsked, RegExp])[] = [
  [
    "article",
    new RegExp(
      `^(?:what (?:does|do|is|are)(?: in)?|what's(?: in)?|show(?: me)?|read(?: me)?|quote|give me|tell me)?(?: the text of)? ?(?<article>(?:article|clause|section|§|rule|paragraph|regulation|bye?-?law|order) ?(?:\\d+(?:\\.\\d+)*(?:\\([a-z\\d]+\\))?|[ivx]+))(?: (?:of|in) ${THING})?(?: (?:say|state|provide|require|read|regulate|cover|about|mean))?$`,
      "iu",
    ),
  ],
  [
    "article",
    /^what does (?<document>.+?) (?:say|state|provide) in (?<article>(?:article|clause|section|§|rule|regulation|bye?-?law) ?\d+(?:\.\d+)*)$/iu,
  ],
  [
    "in-effect",
    new RegExp(
      `^(?:since when|from when|from what (?:day|date)|(?:from|since) which (?:day|date)|when|on (?:what|which) (?:day|date)) (?:does|do|did|will|is|are|was|has) ${THING} (?:been )?(?:come into (?:force|effect|operation)|take effect|enter into force|become effective|in force|in effect|effective|valid|apply|start to apply|start|begin to apply)(?: from)?$`,
      "iu",
    ),
  ],
  [
    "in-effect",
    new RegExp(
      `^(?:what is|what's|when is)? ?(?:the )?(?:effective date|date of (?:effect|entry into force)|entry into force|commencement(?: date)?) of ${THING}$`,
      "iu",
    ),
  ],
  [
    "until",
    new RegExp(
      `^(?:until when|till when|how long|for how long) (?:is|are|does|do|will|was) ${THING} (?:be )?(?:valid|in force|in effect|apply|hold|effective|last|run|remain (?:valid|in (?:force|effect)))(?: for)?$`,
      "iu",
    ),
  ],
  [
    "until",
    new RegExp(
      `^when (?:does|do|did|will|has) ${THING} (?:expired?|lapse|end|cease to (?:apply|be in force)|run out)$`,
      "iu",
    ),
  ],
  ["until", new RegExp(`^(?:what is|what's)? ?(?:the )?(?:expiry|expiration) date of ${THING}$`, "iu")],
  [
    "valid",
    new RegExp(
      `^(?:is|are|was|were|has|have) ${THING}(?: been)?(?: (?:still|currently|now|yet|already|no longer))? (?:in force|in effect|valid|expired|superseded|repealed|withdrawn|replaced|out of date|outdated|obsolete|up to date)(?: (?:now|yet|already|today|any ?more|at present))?$`,
      "iu",
    ),
  ],
  [
    "valid",
    new RegExp(
      `^(?:is|are|does|do) ${THING} (?:still|currently) (?:effective|applicable|current|apply|hold|holds)(?: now| today)?$`,
      "iu",
    ),
  ],
  [
    "issued-on",
    new RegExp(
      `^(?:when|on (?:what|which) (?:day|date)) (?:was|were|did) ${THING} (?:last |first |signed and )?${ISSUE}$`,
      "iu",
    ),
  ],
  [
    "issued-on",
    new RegExp(
      `^(?:what is|what's)? ?(?:the )?(?:date of issue|issue date|publication date|date of (?:adoption|publication)) of ${THING}$`,
      "iu",
    ),
  ],
  [
    "issuer",
    new RegExp(
      `^(?:who|which (?:body|office|department|ministry|authority|committee)|what (?:body|office|department)) (?:has )?${ISSUE} ${THING}$`,
      "iu",
    ),
  ],
  ["issuer", new RegExp(`^(?:by whom|by which (?:body|office|department)) (?:was|were) ${THING} ${ISSUE}$`, "iu")],
  ["issuer", new RegExp(`^who (?:was|were) ${THING} ${ISSUE} by$`, "iu")],
  [
    "issuer",
    new RegExp(`^(?:who|what) is the (?:issuer|publisher|issuing (?:body|authority|office)) of ${THING}$`, "iu"),
  ],
  [
    "number",
    new RegExp(
      `^(?:what is|what's|which is)? ?(?:the )?(?:(?:document|circular|policy|reference|notice|file|official) )?number (?:of|for|does) ${THING}(?: have)?$`,
      "iu",
    ),
  ],
  [
    "number",
    new RegExp(
      `^(?:under )?(?:what|which) (?:document |circular |reference )?number (?:does|was|is) ${THING}(?: (?:have|issued|published|bear|filed))?$`,
      "iu",
    ),
  ],
  [
    "replaced-by",
    new RegExp(
      `^(?:what|which (?:document|circular|policy|rule|one)) (?:has )?(?:replaced|replaces|superseded|supersedes|repealed|repeals) ${THING}$`,
      "iu",
    ),
  ],
  [
    "replaced-by",
    new RegExp(`^(?:by what|by which document) (?:was|is) ${THING} (?:replaced|superseded|repealed)$`, "iu"),
  ],
  ["replaced-by", new RegExp(`^what (?:was|is|has) ${THING} (?:been )?(?:replaced|superseded|repealed) by$`, "iu")],
  [
    "replaced",
    new RegExp(
      `^(?:what|which (?:documents?|circulars?|rules?|polic(?:y|ies))) (?:does|do|did|is|are|was|were) ${THING} (?:replace|supersede|repeal|withdraw|revoke|cancel|rescind)s?$`,
      "iu",
    ),
  ],
  ["changed", new RegExp(`^what (?:does|did|has) ${THING} (?:changed?|amend(?:ed)?|modif(?:y|ied))$`, "iu")],
  [
    "changed",
    new RegExp(
      `^what (?:has |have |was |were |is |are )?(?:been )?(?:changed?|amended|revised|new|different|modified|updated|the (?:changes?|amendments?|differences?)) (?:in|with|by|through|to|about|of|between the versions of) ${THING}$`,
      "iu",
    ),
  ],
  [
    "changed",
    new RegExp(
      `^(?:which|what) (?:clauses?|articles?|sections?|rules?|parts?|provisions?) (?:of|in) ${THING} (?:has |have |was |were )?(?:been )?(?:changed?|amended|revised|modified|are new|is new)$`,
      "iu",
    ),
  ],
  [
    "changed",
    new RegExp(
      `^(?:how|in what) (?:does|do|is|are) ${THING} (?:differ(?:ent)?|changed?) from (?:the |its )?(?:old|previous|earlier|last|former)(?: (?:one|version|edition|text))?$`,
      "iu",
    ),
  ],
  [
    "changed",
    new RegExp(
      `^(?:(?:what|how) (?:is|are) (?:(?:the )?differences?|different)|what(?:'s| has) (?:different|changed)|compare|differences?) between (?:the )?(?:old|new|previous|current) and (?:the )?(?:old|new|previous|current)(?: versions? of(?: the)?)? ${THING}$`,
      "iu",
    ),
  ],
  ["what-is", new RegExp(`^(?:what is|what's|what does) ${THING}(?: about)?$`, "iu")],
];

/** "When does it take effect?", and in Chinese, which leaves "it" out. */
const POINTS_BACK =
  /^(?:(?:it|this|that|they|these|those|(?:the|this|that) (?:document|text|(?<noun>rules?|polic(?:y|ies)|circular|notice|plan|regulations?|standard|charter|decision|order|directive)|one))(?: (?:one|document))?|它们?|[那这该此本](?:个|份|项|部)?(?:文件?|(?<kind>规定|办法|条例|制度|通知|法|章程|计划|规划|方案|标准|公告|通告|决定|意见|细则|规则|规程|指南|倡议书?|纪要|协议|通函))?|其|那么?|上述文件)?$/iu;

export function validityAsked(question: string): AskedOfDocument | null {
  const bare = simplified(question.normalize("NFC"))
    .replace(/[\s?？.。!！]+$/u, "")
    .replace(/[呀啊呢哦嘛吧啦]+$/u, "")
    .replaceAll("啥", "什么")
    .replaceAll(/(?:是)?几几年/gu, "哪年")
    .replace(/^(?:请问|你好[,，]?|问一下[,，]?|please[, ]+|and |so |also )+/iu, "");
  const han = /\p{Script=Han}/u.test(bare);
  // "The plan expired" and 已废止 tell; they do not ask.
  if (han && !ASKS.test(simplified(question))) return null;
  for (const [asked, pattern] of han ? CHINESE : ENGLISH) {
    const groups = pattern.exec(bare)?.groups;
    if (groups === undefined) continue;
    const document = (groups.document ?? "")
      .replace(/^(?:关于|the |our |this )\s*/iu, "")
      .replace(/(?:最近|最后|最新)(?:一次)?$/u, "")
      .replace(/(?:的|是|,|，)$/u, "")
      .trim();
    const event = eventOf(groups.event ?? bare);
    const back = POINTS_BACK.exec(document);
    const kind = back?.groups?.kind ?? back?.groups?.noun;
    const clause = asked === "valid" ? CLAUSE_OF.exec(document)?.groups : undefined;
    if (clause !== undefined) {
      const { of = clause.whole ?? "", article = clause.clause ?? "" } = clause;
      return { asked: "article", document: of, article: clauseNamed(article) };
    }
    return {
      asked,
      document: back === null ? document : "",
      ...(kind === undefined ? {} : { kind }),
      ...(groups.article === undefined ? {} : { article: clauseNamed(groups.article) }),
      ...(event === null ? {} : { event }),
    };
  }
  return null;
}

/** The words of a clause, with those that amend it, tell whether it is in force. */
const CLAUSE_OF = new RegExp(
  `^(?<of>.{2,60}?)(?:的|中|里)?(?<article>第${N}条(?:第${N}款)?)$|^(?<clause>(?:article|clause|section|§|rule|paragraph) ?\\d+(?:\\.\\d+)*(?:\\([a-z\\d]+\\))?) (?:of|in) (?:the |our )?(?<whole>.+)$`,
  "iu",
);

/** Clauses under other names: of regulations they are called regulations, of orders orders. */
function clauseNamed(article: string): string {
  return article.trim().replace(/^(?:regulation|bye?-?law|order) ?(?=\d)/iu, "rule ");
}

const ASKS =
  /吗|么|没有|没\s*[?？]?$|否|不\s*[?？]?$|什么|何时|哪|几时|几号|几年|谁|多少|多久|多长|啥|怎么|如何|是不是|[?？]\s*$|第.+条(?:的?内容|原文)?$|(?:文号|日期|时间|有效期|机关|单位)\s*$/u;

function eventOf(said: string): "adopted" | "revised" | null {
  if (/修订|修正|修改|更新|amended|revised|updated/iu.test(said) || said === "改" || said === "改动") return "revised";
  return /通过|批准|核定|adopted|approved|passed/iu.test(said) ? "adopted" : null;
}
