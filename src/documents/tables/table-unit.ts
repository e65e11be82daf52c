/**
 * The line over a table that names the unit of its figures, in English and Chinese.
 */

/** Units of money, of weight, of people: what a Chinese line names after 单位, where a form names an organisation. */
const CHINESE_UNIT =
  "(?:人民币|[百千万亿]*(?:元|美元|欧元|港元|日元|英镑|股)|[百千万亿]*(?:吨|千克|公斤|克|升|件|台|套|个|家|户|人|人次|次|项|片|张|只|支|枚|颗|块|平方米|立方米|平方公里|公顷|亩|公里|千米|米|厘米|毫米|微米|纳米|小时|天|日|月|年|分|度|千瓦时|千瓦|兆瓦|吉瓦)|%|‰|[a-zA-Zμ°℃Ω²³/·]{1,12})";
const CHINESE = new RegExp(
  `(?:(?:计量|计价|金额|货币|数量|投资)?单位|币种)\\s*[:：]\\s*${CHINESE_UNIT}(?:\\s*[、，,/／；;]?\\s*(?:(?:单位|币种)\\s*[:：]\\s*)?${CHINESE_UNIT})*(?=\\s*(?:[）)】\\]]|$|\\s))`,
  "u",
);
/** 人民币百万元 over a table, （万元） beside its title. */
const CHINESE_ALONE =
  /^(?:[（(]?人民币[百千万亿]*元[）)]?|[（(](?:[百千万亿]*(?:元|美元|港元|欧元|吨|人|件|台|套|平方米|千瓦时)|%)[）)])$/u;
const CURRENCY =
  "(?:RMB|CNY|USD|EUR|GBP|JPY|HKD|CHF|KRW|INR|SGD|AUD|CAD|US\\$|HK\\$|[$€£¥]|yuan|dollars?|euros?|renminbi|pounds?(?:\\s+sterling)?|yen|francs?|won|rupees?|crowns?|kronor|kroner|zlot(?:y|ych))";
const MONEY = `(?:(?:(?:US|U\\.S\\.|Canadian|Australian|Hong Kong|Singapore|New Taiwan|Chinese|Japanese|Swiss|British)\\s+)?${CURRENCY}(?:\\s*(?:/|per\\s+)\\s*[a-zA-Zμ°²³]{1,12})?)`;
const SCALE = "(?:thousands?|millions?|billions?|hundreds?|['’]?000s?|10,000)";
const ENGLISH = new RegExp(
  `^[(（[]?\\s*(?:(?:all )?(?:amounts?|figures|values|prices|sums|units?)?\\s*(?:are |is |expressed |stated |shown )*(?:in|:|：)\\s*(?:${SCALE}|${MONEY}|[a-zA-Zμ°%²³/]{1,6})(?:\\s+(?:of\\s+)?(?:${SCALE}|${MONEY}))*|${MONEY}\\s*(?:in\\s+)?${SCALE})(?:\\s*,?\\s*(?:unless|except)[^()]{0,60})?\\s*[)）\\]]?[.:]?$`,
  "iu",
);
/** "Hourly rates in euros", "Dues in thousands of dollars": a name of three words at most, of money or by a scale. */
const NAMED = new RegExp(
  `^[(（[]?(?:[\\p{L}-]+\\s+){1,3}in\\s+(?:${SCALE}|${MONEY})(?:\\s+(?:of\\s+)?(?:${SCALE}|${MONEY}))*[)）\\]]?[.:]?$`,
  "iu",
);
/** "€m", "£ bn", "(tonnes)", "per cent": what stands over a table and is no sentence. */
const BARE = new RegExp(
  `^[(（[]?(?:(?:in\\s+)?(?:${CURRENCY}\\s?(?:m|mn|bn|k|tn|['’]000s?)|per ?cent|percentages?)|${MONEY})[)）\\]]?$|^[(（](?:metric )?(?:tonnes?|tons?|kilograms?|persons?|people|pieces|units?|hours?|days?|hectares?|litres?|cubic metres|square metres|[kMGT]Wh|kg|km|mm|cm|°C|%)[)）]$`,
  "iu",
);
/** "Million tonnes": with a capital the second word would be a name. */
const SCALED =
  /^[(（[]?(?:[Ii]n\s+)?(?:[Tt]housand|[Mm]illion|[Bb]illion|[Tt]housands of|[Mm]illions of)\s+(?:[a-z]{1,12}|[kMGT]Wh)[)）\]]?$/u;
const LONGEST_LINE = 120;

/**
 * The unit of a table, which stands above it once and belongs to each of its figures: 单位：万元, "(in thousands)". The
 * words that name the unit, as the line has them; undefined where it names none.
 * @param isAlone false in the head of a table, where "%" and "USD" name a column
 */
export function unitIn(line: string, isAlone = true): string | undefined {
  const text = line.trim();
  if (text.length > LONGEST_LINE) return undefined;
  const chinese = CHINESE.exec(text);
  if (chinese !== null) return chinese[0].trim();
  const isBare = isAlone && (BARE.test(text) || SCALED.test(text) || CHINESE_ALONE.test(text));
  if (ENGLISH.test(text) || NAMED.test(text) || isBare) return text.replace(/^[(（[]|[)）\].:]+$/gu, "").trim();
  const inBrackets = /[(（]([^()（）]{2,60})[)）]\s*$/u.exec(text)?.[1];
  return inBrackets !== undefined && /^in\s|^units?\s*:/iu.test(inBrackets) && ENGLISH.test(inBrackets)
    ? inBrackets.trim()
    : undefined;
}
