/**
 * Says what is wrong with a file in the reader's language. Who reads files knows no languages: a problem is written in
 * English where it is found, kept so in the library, and looked for under its English words in `problems.ftl`, as
 * gettext does.
 */

type Values = Readonly<Record<string, string>>;

/** A message as it is written: words, and the names of values between them. */
export interface WrittenProblem {
  readonly key: string;
  readonly parts: readonly (string | { readonly value: string })[];
}

/** A message by its English words, with the words that stand for its values. */
interface Known {
  readonly key: string;
  readonly english: RegExp;
  readonly values: readonly string[];
  /** Letters that are the same in each: the more, the surer it is meant. */
  readonly length: number;
}

/** Values that are problems themselves. */
const TOLD_AS_WELL: ReadonlySet<string> = new Set(["reason", "what", "list", "fault"]);

/** Values that are told from other words: "{ $key } is { $given }" would be many a sentence. */
const VALUES: Readonly<Record<string, string>> = {
  key: "((?:id|title|publisher|published|collection|source|number|language|supersedes|amends)|[a-z]+_[a-z]+)",
  count: "([\\d,.]+)",
  detail: "(.+?)",
  list: "(.+?)",
  names: "(.+?)",
  setting: "([A-Z]+(?:_[A-Z]+)*)",
  got: '("(?:.|\\n)*")',
  quote: '("(?:.|\\n)*")',
  status: "(\\d{3})",
  code: "(ENOENT)",
};
/** A value ends before the colon, after which comes what to do. */
const VALUE = "((?:(?!: ).)+?)";

/**
 * @param english the problems in English
 * @param say a message in the reader's language
 * @returns a problem in the reader's words; what is not known stays as it was written
 */
export function problemWords(
  english: readonly WrittenProblem[],
  say: (key: string, values: Values) => string,
): (problem: string) => string {
  let messages: readonly Known[] | undefined;
  const whole = (problem: string): string | null => {
    messages ??= english.map(knownMessage).sort((one, other) => other.length - one.length);
    for (const { key, english: pattern, values } of messages) {
      const found = pattern.exec(problem);
      if (found === null) continue;
      const told = values.map((name, at) => {
        const value = found[at + 1] ?? "";
        return [name, TOLD_AS_WELL.has(name) ? words(value) : value] as const;
      });
      return say(key, Object.fromEntries(told));
    }
    return null;
  };
  /** The problem, and after a colon what to do, or where. */
  const words = (problem: string): string => {
    const all = whole(problem);
    if (all !== null) return all;
    for (const { index } of problem.matchAll(/: /gu)) {
      const first = whole(problem.slice(0, index));
      const rest = problem.slice(index + 2);
      const then = words(rest);
      // Nothing is known of a file's path.
      if (first !== null || then !== rest) {
        return say("problem-joined", { problem: first ?? problem.slice(0, index), advice: then });
      }
    }
    return problem;
  };
  return words;
}

function knownMessage({ key, parts }: WrittenProblem): Known {
  const written = parts.flatMap((part) => (typeof part === "string" ? [part] : []));
  const patterns = parts.map((part) =>
    typeof part === "string" ? RegExp.escape(part) : (VALUES[part.value] ?? VALUE),
  );
  return {
    key,
    english: new RegExp(`^${patterns.join("")}$`, "su"),
    values: parts.flatMap((part) => (typeof part === "string" ? [] : [part.value])),
    length: written.join("").length,
  };
}
