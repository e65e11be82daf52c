/** Names of those who issue documents, as a letterhead, a signature or a line of adoption has them. Pure. */

const HAN_BODY =
  "(?:部|委|委员会|局|厅|办公厅|办公室|院|会|大会|联盟|协会|学会|秘书处|理事会|公司|中心|政府|集团|银行|大学|学院|研究所|研究院|处|署|司|所|社|党组|支部|科|组|馆|站|队|厂)";
const HAN_NAME = new RegExp(`^[\\p{Script=Han}·()\\s、A-Z]{1,38}${HAN_BODY}(?:\\((?:盖?章|印章|公章)\\))?$`, "u");
const ENGLISH_BODY =
  /\b(?:Secretariat|Secretary(?: General)?|Board(?: of \w+)?|Office|Committee|Council|Department|Ministry|Association|Alliance|Assembly|Agency|Authority|Commission|Institute|Bureau|Division|Company|Administration|Directorate|Management|Chair(?:man|woman|person)?|Director(?: General)?|President|Registrar|Treasurer|University|Society|Foundation|Federation|Union|(?:Co\.,? )?Ltd\.?|Inc\.?|GmbH|Manager|Officer)(?:$|\b)/u;

/** Tells whether a line is such a name and nothing else. @param text folded */
export function isIssuer(text: string): boolean {
  const line = text.trim();
  if (/\p{Script=Han}/u.test(line)) {
    return HAN_NAME.test(line) && !/各|[:：]|^(?:附件|附则|第|主送|抄送)|关于|办法|通知/u.test(line);
  }
  return (
    line.length <= 80 &&
    ENGLISH_BODY.test(line) &&
    !/[.!?:;]$|^(?:to|dear|from|subject|re)\b/iu.test(line.replace(/(?:Ltd|Inc|Co)\.$/u, "")) &&
    /^(?:the |for the |on behalf of the )?\p{Lu}/u.test(line) &&
    line.split(/\s/u).every((word) => /^[\p{Lu}(&]|^(?:of|the|and|for|on|behalf|in|de)$/u.test(word))
  );
}

/** 集成电路材料联盟（章） -> 集成电路材料联盟; "For the Board" -> "Board". */
export function issuerName(text: string): string {
  return text
    .trim()
    .replace(/[(（](?:盖?章|印章|公章)[)）]$/u, "")
    .replace(/^(?:signed:?|for|on behalf of)\s+/iu, "")
    .replaceAll(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, "")
    .trim();
}

/** 《工业和信息化部关于印发…的通知》 names its issuer first. @param title folded */
export function issuerInTitle(title: string): string | null {
  const name = /^(?<name>\p{Script=Han}[\p{Script=Han}\s、]{1,40}?)关于/u.exec(title)?.groups?.name;
  return name !== undefined && isIssuer(name) ? issuerName(name) : null;
}
