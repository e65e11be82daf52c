/**
 * The forms of what web sites put around a text: counters, tools, share buttons, comment forms, footers. Each is of a
 * whole line, so that a sentence about the same thing ("Share this notice with your staff") is never one.
 */

export type ChromeKind =
  /** Never part of a text, wherever it stands. */
  | "sure"
  /** A site's own before the first and after the last paragraph of the text; between them perhaps part of it. */
  | "edge"
  /** The same, if a footer stands next to it. */
  | "by-footer"
  /** The heading of teasers of other texts. */
  | "teasers"
  /** The heading of what visitors say, or of the form to say it in: nothing of the text follows. */
  | "comments"
  /** The same, but such words may also head a part of the text. */
  | "perhaps-comments"
  /** A link to another text in mid-text: "See also  Race for raw materials". */
  | "teaser";

interface ChromeForm {
  readonly kind: ChromeKind;
  readonly form: RegExp;
}

/** Longer lines are running text; a cookie banner is the longest chrome. */
const LONGEST = 400;

export function chromeKindOf(line: string): ChromeKind | undefined {
  if (line.length > LONGEST) return undefined;
  const spaced = line.replace(/\s+/g, " ");
  // Chinese sites set tools apart with spaces as they like: "字体： 大 中 小".
  const compact = inSimplified(line.replace(/\s+/g, ""));
  return (
    (/^see also\s{2,}\S[^.。]*$/i.test(line) ? "teaser" : undefined) ??
    ENGLISH_FORMS.find(({ form }) => form.test(spaced))?.kind ??
    CHINESE_FORMS.find(({ form }) => form.test(compact))?.kind
  );
}

/** The traditional characters of the words of chrome, each before its simplified one; the forms know only the latter. */
const TRADITIONAL =
  "頁页閱阅讀读覽览瀏浏點点擊击關关閉闭體体號号聯联繫系們们條条評评論论發发錄录註注聞闻權权熱热門门薦荐訂订視视專专選选單单網网級级導导轉转檢检尋寻歡欢態态資资訊讯簡简語语設设為为載载鏈链結结隱隐聲声響响應应歷历誌志圖图動动數数時时間间來来";

/** Form for comparing with forms only: it keeps the length, but not the sense of every word. */
export function inSimplified(text: string): string {
  return text.replace(/\p{Script=Han}/gu, (character) => {
    const at = TRADITIONAL.indexOf(character);
    return at >= 0 && at % 2 === 0 ? TRADITIONAL.charAt(at + 1) : character;
  });
}

/**
 * Tools and counters inside of a line that also has a fact: "发布时间：2022-08-22 浏览次数：12 【打印】". Each
 * quantifier is bounded, since it is looked for in lines of any kind.
 */
const TOOLS_INSIDE = new RegExp(
  [
    String.raw`(?:浏览|阅读|点击|访问)\s?[:：]\s?\d[\d,.]{0,12}(?:人?次)?`,
    String.raw`(?:浏览|阅读|点击|访问)(?:次数|量|数|率)\s?[:：]?\s?(?:\d[\d,.]{0,12}\s?万?)?\s?(?:人次|次)?`,
    String.raw`人气\s?[:：]\s?\d{0,9}`,
    String.raw`(?:[[【(（]\s?)?字\s?[体号]\s?[:：]?\s?[[【(（]?(?:\s?[[【(（]?\s?(?:特大|大|中|小|默认)(?:\s?[\]】)）])?[|/]?){1,4}(?:\s?[\]】)）])?`,
    String.raw`[[【(（「]\s?(?:(?:我要)?打印(?:本页|本文|此页)?|关闭(?:窗口|本页)?|收藏|大|中|小|纠错|我要纠错)\s?[\]】)）」]`,
    String.raw`(?:打印(?:本页|本文|此页)|关闭(?:窗口|本页)|(?<=\s)打印)(?=\s?(?:$|[|【[]|关闭|分享|打印))`,
    String.raw`分享[到至]?\s?[:：](?:[\s|、]?(?:更多|微信|朋友圈|(?:新浪|腾讯)?微博|qq空间|qq好友|qq)){0,8}(?=\s?(?:$|[|【[]))`,
    String.raw`(?<=[|·•]\s?)\d[\d,.]{0,9}k? (?:views|reads)(?=\s?(?:$|[|·•]))`,
    String.raw`\b(?:page ?views?|views|hits|visits|clicks|reads)\s?[:：]\s?\d[\d,]{0,12}(?: times)?`,
    String.raw`\b(?:font|text) size\s?[:：](?:\s?(?:a[+-]?|small|medium|large)(?![a-z])[|/]?){0,4}`,
    String.raw`\bby admin(?:istrator)?\b`,
    String.raw`(?:[|·•—–-]\s?)?\b\d{1,3}[- ]min(?:ute)?s?[- ]read\b(?:\s?[|·•—–])?`,
    String.raw`(?<=\|\s?)\bprint(?: this page)?(?=\s?(?:$|\|))`,
  ].join("|"),
  "giu",
);
/** A line with one of these has facts besides its tools; all else is left whole. */
const FACT_LABEL =
  /(?:发布|发表|更新|成文|印发)?(?:时间|日期)\s*[:：]|来源\s*[:：]|作者\s*[:：]|编辑\s*[:：]|\b(?:date|source|author|published|updated|posted)\b.{0,12}\d|\b(?:date|source|author|posted on)\b\s*[:：]?|^[^|]{4,30}\b(?:19|20)\d{2}\s?[|·•—–]|\bread\s?[|·•—–].{4,20}\b(?:19|20)\d{2}\b/iu;
const LONGEST_FACT_LINE = 300;

/** Places where a line of facts has tools between them. */
export function toolsInside(line: string): readonly { readonly start: number; readonly end: number }[] {
  if (line.length > LONGEST_FACT_LINE || !FACT_LABEL.test(line)) return [];
  return [...line.matchAll(TOOLS_INSIDE)].map(({ 0: tool, index }) => ({ start: index, end: index + tool.length }));
}

const COUNTED =
  "(?:page ?views?|post views?|total views?|views?|reads?|hits|visits|visitors|clicks|read(?:ing)? count)";
const SITES =
  "(?:facebook|twitter|x|linkedin|whatsapp|wechat|weibo|telegram|reddit|pinterest|tumblr|e-?mail|social media)";
const THING = "(?:post|article|page|story|news|entry|with your friends|with a friend|to a friend)";
const ENGLISH_TEXTS =
  "(?:posts?|articles?|news|stories|story|reading|reads?|content|coverage|topics|picks?|videos?|headlines|entries|products)";

/** The forms of chrome on English pages, matched against a line with single spaces. See `chrome-forms.ts`. */
const ENGLISH_FORMS: readonly ChromeForm[] = [
  of(
    "sure",
    // Breadcrumbs
    String.raw`home(?: ?page)? ?(?:>{1,2}|»|›|→|/|\||::|·|->) ?\S.*`,
    "(?:you are here|current (?:location|position)) ?: ?.*",
    // Counters
    String.raw`${COUNTED} ?:? ?[[(]?\d{0,3}[\d,.]{0,9} ?[km]?[\])]?(?: times)?`,
    String.raw`\d[\d,.]{0,9} ?[km]?\+? ?(?:views?|reads?|hits|page ?views?|shares?|likes?)`,
    // Sharing
    `share:?|(?:share|tweet|pin|post) (?:this|on|via|to|it)(?: ${THING})?(?: (?:on|via|to|with|and|,|${SITES})){0,6} ?:?`,
    `(?:email|print) this(?: ${THING})?`,
    String.raw`click to (?:share|email|print)\b.{0,80}|.{1,60}\(opens in (?:a )?new window\)`,
    String.raw`like this ?:?|like loading\.*|loading\.*|be the first to like this\.?|link copied!?`,
    // Tools
    "(?:font|text) ?size ?:?(?: ?(?:a[+-]?|small|medium|large|big|[+-])[|/]?){0,5}",
    "(?:print|close)(?: this)? (?:page|article|window)|save as pdf|listen to this (?:article|page)",
    "back to (?:the )?(?:top|list|news|home|home page|previous page)|return to (?:list|top)",
    // Turning to other texts
    String.raw`[<«‹← ]*(?:previous|prev|older|next|newer) (?:post|article|story|page|entry|posts|articles|entries)\b ?:?[^.]{0,120}`,
    "(?:posts?|comments?|page|article) (?:navigation|pagination)",
    "[«‹<←] ?(?:previous|prev|older|newer|next)|(?:previous|prev|older|newer|next) ?[»›>→]",
    // Pages of a list, in both languages, since the spaces between the entries are needed
    String.raw`(?=.*(?:页|next|prev|[»›>]))(?:(?:首页|上一页|下一页|尾页|末页|转到|跳转|go|共 ?\d{1,6} ?[页条]|第 ?\d{1,6} ?页|\d{1,4}|…|\.\.\.|[<>«»‹›]{1,2}|first|last|next|prev(?:ious)?)(?: |$)){3,40}`,
    // Comment forms
    String.raw`your e-?mail address will not be published\b.{0,80}|required fields are marked.{0,5}`,
    "save my name, ?e-?mail,? and website.{0,80}|notify me of (?:new|follow-?up) (?:comments|posts).{0,40}",
    String.raw`you must be (?:logged|signed) in to (?:post|leave) a comment\.?|log ?in to (?:leave|post) a comment\.?`,
    String.raw`this site uses akismet.{0,120}|learn how your comment data is processed\.?|comments (?:are )?closed\.?`,
    String.raw`no comments(?: yet)?\.?|be the first to comment.{0,20}|cancel reply|post comment|submit comment`,
    String.raw`(?:please )?(?:subscribe|sign up|join) (?:now |here |today )?(?:to|for) (?:our|the)\b[^.]{0,40}\b(?:newsletter|mailing list|updates|e-?mails?|alerts)\b[^.]{0,12}[.!]?`,
    String.raw`\d{1,3}[- ]min(?:ute)?s?[- ]read|no (?:labels|tags)|(?:explore|read|see) more (?:on|about) (?:this|these) (?:topics?|stor(?:y|ies)) ?:?`,
    `(?:no spam|(?:you (?:can|may) )?unsubscribe (?:at )?any ?time)[,.!]?(?: (?:(?:you (?:can|may) )?unsubscribe (?:at )?any ?time|no spam)[.!]?)?`,
    String.raw`(?:was|is) this (?:page|article|information) (?:helpful|useful)\??|a(?:[+-]?[ /|]a){1,2}[+-]?|yes ?/? ?no`,
    "skip to (?:main |primary )?(?:content|navigation|menu)|jump to (?:content|navigation)",
    "toggle (?:navigation|menu|search)|advertisements?|sponsored(?: content| links?)?",
    "(?:(?:posted|written|published) )?by ?:? ?(?:admin|administrator|webmaster|super user)",
  ),
  of(
    "edge",
    String.raw`(?:(?:this|our) (?:web)?site|we(?: and our partners)?|by (?:continuing|using|clicking))\b.{0,240}\bcookies?\b.*`,
    String.raw`.{0,160}\bcookies?\b.{0,120}\b(?:accept|opt[- ]?out|reject|browsing|consent|your experience|settings)\b.*`,
    String.raw`(?:strictly )?(?:necessary|functional|analytics|analytical|performance|advertis\w{2,6}|marketing) cookies (?:are|help|allow)\b.*`,
    "(?:cookies?|privacy|consent)(?: (?:notice|consent|settings|policy|preferences|banner|manager)){1,2}",
    "privacy (?:&|and) cookies policy|(?:accept|reject|decline|allow)(?: all)?(?: cookies)?(?: read more)?",
    String.raw`(?:enter )?your (?:e-?mail(?: address)?|name)(?: here)?|get (?:the latest|our)\b.{0,60}\b(?:inbox|newsletter|e-?mail).{0,20}`,
    "(?:follow|find|join|like|connect with) us(?: on.{0,60})? ?:?",
    String.raw`(?:name|e-?mail(?: address)?|website|comment|message|phone|subject|captcha|url) ?(?:\*|\(required\))|submit|reset`,
    String.raw`name\*? e-?mail\*? website|(?:tags?|categories|labels) ?:?`,
    String.raw`(?:(?:posted|updated) )?(?:\d{1,2}|an?) (?:minute|hour|day|week|month|year)s? ago`,
    String.raw`.{0,160}(?:©|&copy;|\(c\) ?(?:19|20)\d\d|all rights? reserved|copyright (?:©|\(c\)|19|20|by)).*`,
    "(?:proudly )?powered by .{1,60}|(?:theme|web ?design|website|site)(?: (?:designed|built|developed|made))? by .{1,60}",
    String.raw`(?:filed under|posted in|tagged(?: with| as)?|tags?|categor(?:y|ies)) ?: ?[^.]{1,120}|filed under [^.]{1,80}|posted in [^.\d]{1,80}`,
  ),
  of(
    "teasers",
    "you (?:may|might|could) (?:also|like)(?: also)?(?: (?:like|enjoy|be interested in|want to read|read))? ?(?:these)? ?[:.…]*",
    String.raw`(?:related|similar|recommended|suggested|more|other|latest|recent|popular|trending|top|featured|hot|most (?:read|viewed|popular|shared)|editor['’]?s?) ${ENGLISH_TEXTS}(?: (?:from|in|by|on|for you)\b.{0,40})? ?[:»>…]*`,
    String.raw`more (?:from|like this)\b.{0,40}|recommended(?: for you)?|related ?:?|most (?:read|viewed|popular|shared)|trending(?: now)?|read next|up next|don['’]?t miss|what['’]?s (?:new|hot)`,
    "recent comments|tag cloud|blogroll|friendly? links?|quick links",
  ),
  of(
    "comments",
    "(?:leave|post|add|write) (?:a |your )?(?:reply|comments?)(?: to .{1,80})?(?: cancel reply)? ?:?",
    String.raw`(?:\d{1,6}|one|no) (?:comments?|repl(?:y|ies)|thoughts?|responses?)(?: (?:on|to) .{1,160})? ?:?|comments? \(\d{1,6}\)`,
    "join the (?:discussion|conversation)",
  ),
  of("perhaps-comments", "(?:comments?|discussion|replies|responses|about the author) ?:?"),
  of(
    "teaser",
    String.raw`(?:see also|read also|also read|read more|related(?: (?:article|news|story|post))?|recommended|more on this) ?[:|>»] ?\S[^.]{0,160}`,
  ),
];

function of(kind: ChromeKind, ...lines: readonly string[]): ChromeForm {
  return { kind, form: new RegExp(`^(?:${lines.join("|")})$`, "iu") };
}

const SEPARATOR = "(?:>{1,2}|»|›|→|/|＞|≫|｜|\\||::|·|->|—)";
const TOOL =
  "(?:我要打印|打印(?:本页|本文|此页|页面)?|关闭(?:窗口|本页|页面|此页)?|收藏(?:本页|此页)?|返回(?:顶部|列表|首页|上一?页)?|回到顶部|复制链接|我要纠错|纠错|我要评论|朗读|语音播报|分享|点赞|在看|转发|阅读\\d{0,9})";
const SHARED_TO =
  "(?:更多|微信(?:好友|朋友圈)?|朋友圈|(?:新浪|腾讯)?微博|qq空间|qq好友|qq|人人网|豆瓣|钉钉|facebook|twitter|linkedin|复制链接|打印|收藏)";
const CHINESE_TEXTS =
  "(?:阅读|新闻|文章|推荐|报道|资讯|动态|内容|信息|视频|话题|图文|稿件|排行|产品|公告|评论|专题|图片)";

/** The forms of chrome on Chinese pages, matched against a line without its spaces. See `chrome-forms.ts`. */
const CHINESE_FORMS: readonly ChromeForm[] = [
  of(
    "sure",
    // Breadcrumbs
    String.raw`(?:网站)?(?:首页|主页)${SEPARATOR}\S.*`,
    "(?:您|你)?(?:现在|当前|目前)?的?(?:所在)?位置是?[:：].*|您?当前所在(?:位置|页面|栏目)?[:：].*",
    `[^。.!?！？]{1,40}${SEPARATOR}[^。.!?！？]{1,40}${SEPARATOR}(?:正文|内容|详情|文章)`,
    // Counters
    String.raw`(?:本文)?(?:浏览|阅读|点击|访问)(?:次数|人数|量|数|率)?[:：]?[[(（【]?\d{0,9}[\d,.]{0,6}万?[\])）】]?(?:人?次|人)?`,
    String.raw`(?:人气|热度|围观)[:：]?\d{0,9}|\d[\d,.]{0,9}万?\+?(?:次浏览|次阅读|人浏览|人阅读|阅读|浏览)`,
    // Sharing
    `(?:一键)?分享(?:到|至|本文|按钮|给)?[:：]?(?:[|、,/]?${SHARED_TO}){0,10}|转发(?:到|至)[:：]?(?:[|、,/]?${SHARED_TO}){0,10}`,
    "(?:用|使用|打开|请用)?(?:微信)?(?:扫一扫|扫描?(?:下方|上方|左侧|右侧)?二维码)[^。]{0,24}|(?:长按|识别)[^。]{0,6}二维码[^。]{0,12}",
    // Tools
    "(?:[特超]?[大中小]号?字[号体]|(?:缩小|放大|增大|减小|恢复)字[号体]){1,4}",
    "今天是?[:：]?(?:\\d{4}年)?\\d{1,2}月\\d{1,2}日(?:星期[一二三四五六日天])?(?:无障碍(?:浏览|阅读)?|长者(?:模式|版|助手)|关怀(?:模式|版)|适老化|登录|注册){0,4}",
    "(?:欢迎(?:您|你)?(?:来到|访问|光临)[^。]{2,30}[!！]?)(?:请?(?:会员|用户)?(?:登录|注册)){0,2}",
    String.raw`[[【(（]?(?:字体|字号|文字)(?:大小|设置)?[:：]?(?:[[【(（]?(?:特大|大|中|小|默认|a[+-]?)[\]】)）]?[|/]?){0,6}[\]】)）]?`,
    String.raw`(?:[[【(（「]?${TOOL}[\]】)）」]?[|·]?){1,8}`,
    // Turning to other texts
    "[<>«»‹›←→]{0,2}(?:上|下|前|后)一?(?:篇|条|页|则)(?:文章|新闻)?(?:[:：>＞][^。]{0,120}|没有了?|[»›→]{1,2})?",
    // Comment forms
    String.raw`(?:暂无|还没有|共有?\d{1,6}条)评论[^。]{0,12}|.{0,12}登录后(?:才)?(?:可以|能|可)?(?:发表)?评论.{0,6}|文明上网[^。]{0,30}`,
    "跳(?:转|到)(?:至|到)?(?:主要)?(?:内容|正文)(?:区域?)?|赞助商?链接",
    "(?:发布者|发布人|作者|编辑)[:：](?:admin|administrator|管理员|webmaster)",
  ),
  of(
    "edge",
    "(?:本(?:网)?站|我们)(?:网站)?.{0,30}cookies?.*",
    "订阅(?:我们|邮件|资讯|电子报|最新)[^。]{0,20}|请输入(?:您的)?(?:邮箱|关键[字词]|姓名|验证码|手机号|搜索内容).{0,10}|关注我们.{0,8}",
    "欢迎?(?:关注|扫码关注)[^。]{0,24}(?:公众号|微信|微博)",
    "(?:姓名|昵称|邮箱|网址|验证码|评论内容|手机号|称呼)(?:[*]|[(（]必填[)）])[:：]?|提交(?:评论|留言)?|重置|看不清.{0,8}",
    String.raw`.{0,160}(?:©|版权所有|copyright|allrightsreserved|\p{Script=Han}icp备|icp备案|icp证|公网安备|网站标识码|增值电信业务).*`,
    "广告|推广|推荐|技术支持[:：].{1,40}|(?:建议|推荐|请)使用.{0,40}(?:浏览器|分辨率).*|(?:网站|本站)(?:总)?(?:访问|访客)(?:总)?(?:量|数|统计).{0,20}",
    "(?:标签|分类|栏目|所属栏目)[:：][^。]{0,80}",
  ),
  of("by-footer", "(?:主办|承办|维护|管理)(?:单位|部门)?[:：].{1,160}"),
  of(
    "teasers",
    `(?:相关|推荐|热门|最新|热点|更多|其他|其它|近期|精彩|同类|头条)${CHINESE_TEXTS}[:：»>+…]*(?:更多)?[>»]*`,
    "延伸阅读|猜你喜欢|您?可能(?:还)?(?:感兴趣|喜欢)[^。]{0,8}|(?:点击|阅读|新闻|文章|热点|热门)排行榜?|(?:周|月|日)排行|大家都在看",
    "友情链接[:：]?|快速链接|常用链接|站内链接|往期(?:回顾|推荐)|(?:延伸|相关)阅读[:：]",
  ),
  of(
    "comments",
    String.raw`(?:发表|我要|网友|最新|全部|用户|查看)(?:评论|留言)(?:[(（]\d{0,6}[)）])?[:：]?|评论[(（]\d{1,6}[)）]|我来说两句.{0,10}`,
  ),
  of("perhaps-comments", "(?:评论|留言|作者简介)[:：]?"),
  of("teaser", "(?:相关阅读|延伸阅读|推荐阅读|更多阅读|相关新闻|相关报道)[:：|>»][^。]{1,160}"),
];
