/** The forms of chrome on English pages, matched against a line with single spaces. See `chrome-forms.ts`. */

import type { ChromeForm, ChromeKind } from "./chrome-forms.ts";

const COUNTED =
  "(?:page ?views?|post views?|total views?|views?|reads?|hits|visits|visitors|clicks|read(?:ing)? count)";
const SITES =
  "(?:facebook|twitter|x|linkedin|whatsapp|wechat|weibo|telegram|reddit|pinterest|tumblr|e-?mail|social media)";
const THING = "(?:post|article|page|story|news|entry|with your friends|with a friend|to a friend)";
const TEXTS =
  "(?:posts?|articles?|news|stories|story|reading|reads?|content|coverage|topics|picks?|videos?|headlines|entries|products)";

export const ENGLISH_FORMS: readonly ChromeForm[] = [
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
    String.raw`(?:was|is) this (?:page|article|information) (?:helpful|useful)\??|a(?:[+-]?[ /|]a){1,2}[+-]?|yes ?/? ?no`,
    "skip to (?:main |primary )?(?:content|navigation|menu)|jump to (?:content|navigation)",
    "toggle (?:navigation|menu|search)|advertisements?|sponsored(?: content| links?)?",
    "(?:(?:posted|written|published) )?by (?:admin|administrator|webmaster)",
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
    String.raw`name\*? e-?mail\*? website`,
    String.raw`.{0,160}(?:©|&copy;|\(c\) ?(?:19|20)\d\d|all rights? reserved|copyright (?:©|\(c\)|19|20|by)).*`,
    "(?:proudly )?powered by .{1,60}|(?:theme|web ?design|website|site)(?: (?:designed|built|developed|made))? by .{1,60}",
    String.raw`(?:filed under|posted in|tagged(?: with| as)?|tags?|categor(?:y|ies)) ?: ?[^.]{1,120}|filed under [^.]{1,80}|posted in [^.\d]{1,80}`,
  ),
  of(
    "teasers",
    "you (?:may|might|could) (?:also|like)(?: also)?(?: (?:like|enjoy|be interested in|want to read|read))? ?(?:these)? ?[:.…]*",
    String.raw`(?:related|similar|recommended|suggested|more|other|latest|recent|popular|trending|top|featured|hot|most (?:read|viewed|popular|shared)|editor['’]?s?) ${TEXTS}(?: (?:from|in|by|on|for you)\b.{0,40})? ?[:»>…]*`,
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
