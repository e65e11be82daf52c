/** How a document speaks of itself: 本办法, or by its title. Pure. */

import { titleKey } from "./title-key.ts";

const KINDS =
  "法|条例|办法|规定|规则|细则|章程|制度|决定|通知|意见|方案|计划|规划|标准|指南|指引|公告|通告|准则|守则|协议|合同|政策|规程|文件|纲要|措施|要求|规范|手册|公约|令|函|批复|通则|预案|清单|目录|预算|声明|倡议|导则|须知|要点|版本|暂行规定|暂行办法";

/** Only 法 and 令 are so short that they may end another word: 本方法. */
export const SELF_CHINESE = `(?:本|现行)(?:[\\p{Script=Han}]{0,10}?)(?:${KINDS})`;

/** Tells whether the words are the document's own title, with or without 《》. */
export function namesItself(words: string, title: string): boolean {
  const own = titleKey(title);
  const named = titleKey(/《([^》]+)》[^《》]{0,3}$/u.exec(words)?.[1] ?? words);
  if (named.length < 3) return false;
  return own === named || (named.length >= 4 && (own.endsWith(named) || own.startsWith(named)));
}
