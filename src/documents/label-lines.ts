/**
 * Lines of a paragraph that each begin with a label ("发文字号：…", and below it "发布日期：…") are read one by one, though
 * the markup lets them flow together: the value of one is not the beginning of the next.
 */

/** A label is a few words, and a sentence has a verb and a comma before its colon. */
const LABEL =
  /^\s*(?:(?:\p{Script=Han}[ \u3000]?){1,12}(?:[（(][^（）()]{1,12}[）)])?|\p{Lu}[\p{L}\p{N}'’/&-]*(?: [\p{L}\p{N}'’/&().-]+){0,4})\s?[:：]\s*(?=\S)/u;
/** Before a colon stands also what somebody says or what follows. */
const NO_LABEL = /^\s*(?:如下|以下|即|说|称|指出|Note|NB|Example|For example)\s?[:：]/u;
/** An address on the web has a colon too. */
const ADDRESS = /^\s*\p{L}+:\/\//u;

/** @returns of each line, whether it begins anew: the first one does, and each of two or more with labels */
export function beginsAnew(lines: readonly string[]): readonly boolean[] {
  const labelled = lines.map((line) => LABEL.test(line) && !NO_LABEL.test(line) && !ADDRESS.test(line));
  return lines.map((_, index) => {
    if (index === 0) return true;
    return labelled[index] === true && (labelled[index - 1] === true || labelled[index + 1] === true);
  });
}

/** Puts lines that go on with the one above to it. @param textOf the words of a line */
export function groupedByLabels<Line>(lines: readonly Line[], textOf: (line: Line) => string): readonly Line[][] {
  const anew = beginsAnew(lines.map(textOf));
  return lines.reduce<Line[][]>((groups, line, index) => {
    if (anew[index] === true) groups.push([line]);
    else groups.at(-1)?.push(line);
    return groups;
  }, []);
}

/** Joins lines that have no label before them to the one above. */
export function apartByLabels(lines: readonly string[]): readonly string[] {
  return groupedByLabels(lines, (line) => line).map((group) => group.join(" "));
}
