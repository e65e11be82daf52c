/**
 * Messages that ask for a document itself rather than for what it says: "send me the action plan", 把行动计划发给我. What the
 * document is called is cut out of the request; whether there is one of that name, the library knows. Pure.
 */

import { simplified } from "./zh/han.ts";

/** Nobody asks for a file at greater length; what is longer is not looked at. */
const MAX_CHARACTERS = 60;

const ENGLISH: readonly RegExp[] = [
  /^(?:(?:please|can you|could you|would you|will you|kindly) )*(?:send|forward|mail|email|share|give|show|get) (?:me|us|over) (?<name>.+?)(?: please)?$/u,
  /^(?:(?:can|could|may) (?:i|we) (?:have|get|download|see)|(?:i|we) (?:need|want|would like)(?: to (?:have|get|download|see))?|where can (?:i|we) (?:find|get|download)|how (?:can|do) (?:i|we) download) (?<name>.+?)(?: please)?$/u,
];
/** "A copy of the file of the plan" is the plan. */
const ENGLISH_FRAME =
  /^(?:(?:a |the |an |that |this |our |whole |full |original |pdf |word )*(?:copy|file|document|text|pdf|original|attachment|version) (?:of|for|about|on) )+(?:the |that |this |our |a |an )?|^(?:the|that|this|our|a|an) |(?: (?:as a )?(?:file|document|pdf|attachment))+$/gu;

const OPENING = "(?:请|麻烦|劳驾|能不能|能否|可以|可否|可不可以|能|你|您|帮忙|帮我|再)*";
const GIVE = "(?:发送|发|传|傳|转发|转|提供|分享|下载)";
const TO_ME = "(?:一份|一下|下|过来|来)*(?:给|到)?(?:我们?|群里|大家)?";
const ENDING = "(?:一份|一下|下|看看|看一下|看|参考)*(?:好吗|可以吗|行吗|吗|吧|么)*";
const CHINESE: readonly RegExp[] = [
  new RegExp(`^${OPENING}(?:把|将)(?<name>.{2,40}?)${GIVE}${TO_ME}${ENDING}$`, "u"),
  new RegExp(`^${OPENING}(?:给我|给我们)?${GIVE}(?:给)?(?:我们?)(?:一份|一下|下)?(?<name>.{2,40}?)${ENDING}$`, "u"),
  new RegExp(`^${OPENING}${GIVE}(?:一份|一下|下)(?<name>.{2,40}?)(?:给我们?)?${ENDING}$`, "u"),
  new RegExp(
    `^${OPENING}(?:给我们?)(?:看|看看|看一下)?(?:一份|一下)?(?<name>.{2,40}?)的?(?:文件|文档|原文|原件|全文|电子版)${ENDING}$`,
    "u",
  ),
  new RegExp(
    `^(?:我们?)?(?:想|要|想要|需要)(?:看|看看|下载)?(?:一份|一下)?(?<name>.{2,40}?)的?(?:文件|文档|原文|原件|全文|电子版)${ENDING}$`,
    "u",
  ),
  /^(?:请问)?(?:在)?(?:哪里|哪儿|去哪里?|怎么|如何)(?:可以|能)?(?:下载|找到|拿到)(?:到)?(?<name>.{2,40})$/u,
  /^(?:请问)?(?<name>.{2,40}?)(?:在|从)?(?:哪里|哪儿|怎么|如何)(?:可以|能)?下载$/u,
];
const CHINESE_FRAME =
  /^(?:看看?|要|下载)?(?:那|这|该|一)?(?:份|个|篇)?(?:关于|有关)?|[那这](?:份|个|篇)|(?:的|那|这|份|个|篇|文件|文档|原文|原件|全文|电子版|附件)+$/gu;
/** Something that is asked for by a word of asking has no name yet. */
const ASKS = /什么|哪|谁|几|多少|怎|如何|\b(?:what|who|when|where|which|how|why)\b/iu;

/** @returns what the document is called; null where none is asked for */
export function documentWantedIn(message: string): string | null {
  const text = message.trim();
  if (text === "" || text.length > MAX_CHARACTERS) return null;
  const han = /\p{Script=Han}/u.test(text);
  const bare = (han ? simplified(text) : text.toLowerCase())
    .replaceAll(/[。．.!！?？,，、~]+/gu, han ? "" : " ")
    .replaceAll(/\s+/gu, han ? "" : " ")
    .trim();
  for (const pattern of han ? CHINESE : ENGLISH) {
    const name = pattern.exec(bare)?.groups?.name;
    if (name === undefined) continue;
    const called = name.replaceAll(han ? CHINESE_FRAME : ENGLISH_FRAME, "").trim();
    return called === "" || ASKS.test(called) ? null : called;
  }
  return null;
}
