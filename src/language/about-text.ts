/**
 * Lines about a text and not of it: an editor's remarks, when and where it was published, what leads to other pages.
 * They are near to every question on their document and answer only those that ask about the document itself. Pure.
 */

/** Each names a fact of the publication; a date alone may be the matter's own. */
const PUBLICATION_LABEL =
  "posted|published|updated|last (?:updated?|changed?|change|modified)|source|author|editor|edited|reporter|(?:page )?views|reading volume|reviewed|发[布表稿](?:时间|日期|人|单位)?|更新(?:时间|日期)|来源|作者|记者|通讯员|编辑|责任编辑|责编|摄影|浏览(?:次数|量)?|阅读(?:次数|量)?|点击(?:次数|率|量)?|字[号体]|分享到?|發[布表](?:時間|日期)?|來源|編輯|責任編輯|瀏覽(?:次數)?";
/** The label and what follows it, no sentence: `发布时间：2026-08-25 来源：秘书处`, `Source: Brewing Association`. */
const PUBLICATION = new RegExp(
  `^[\\s(（【[]*(?:${PUBLICATION_LABEL})(?: (?:on|by|at|date|time|of this page|to this page))?\\s*[:：][^.。!！?？]*(?:\\.\\d[^.。!！?？]*)*[)）】\\].]?$`,
  "iu",
);
/** Lines of a letter's head, whose other lines may be its matter. */
const MAIL_HEADER =
  /^(?:(?:from|to|cc|bcc|reply-to)\s*:.*@\S+|(?:date|sent)\s*:.*\b(?:mon|tue|wed|thu|fri|sat|sun)\p{L}*,? .*\d:\d\d.*)$/iu;
/** A longer line is a sentence with a label before it. */
const LONGEST_PUBLICATION_LINE = 100;

const LINK =
  "back to top|(?:see also|read more|related (?:articles|links|pages)|read time|last change to this page)\\b.*|(?:previous|prev|next)(?: page| article| post)?(?:\\s*[:：].*)?|print(?: this page)?|share(?: this)?|privacy(?: policy)?|imprint|cookie(?:s| settings)?|sitemap|[上下]一[篇条頁页版](?:\\s*[:：].*|\\S*)|返回(?:首页|目录|顶部|列表|上一[级页]|首頁|目錄)?(?!\\S)|打印|列印|關閉|关闭|分享|收藏|本页已被访问\\S*";
const LINKS = new RegExp(`^(?:[\\s|·•>»/]*(?:${LINK}|\\d+))+[\\s|·•>»/.]*$`, "iu");

export function isAboutText(sentence: string): boolean {
  const line = sentence.trim();
  if (/^(?:editor['’]s note|编者注|編者註)\s*[:：]/iu.test(line) || MAIL_HEADER.test(line)) return true;
  if (line.length > LONGEST_PUBLICATION_LINE || !/\p{L}/u.test(line)) return false;
  return PUBLICATION.test(line) || LINKS.test(line);
}

const ASKS_ABOUT_TEXT =
  /\b(?:publish\w*|released?|posted|authors?|wrote|written|sources?|updated?|changed?|dated|sent|edit\w*|reporters?|journalists?|photo\w*|notes?|links?|pages?|e-?mail|letter)\b|发布|发表|刊登|作者|记者|来源|出处|更新|编[辑者]|摄影|照片|邮件|网页|浏览|阅读|發布|發表|記者|來源|編輯|網頁/iu;

/** The question is about a document itself: lines about the document may answer it. */
export function asksAboutText(question: string): boolean {
  return ASKS_ABOUT_TEXT.test(question);
}

/**
 * An editor's remark on the text before it: shown beside that text, not instead of it. "Editor's note: the sum must be
 * wrong."
 */
export function isNote(text: string): boolean {
  return /^(?:editor['’]s note|note|编者注|注)\s*[:：]/iu.test(text);
}
