/**
 * Checks the form of written questions. node training/check-questions.mjs FILE...
 * Exit code 1 with a line for each fault; else counts.
 */

import { readFileSync } from "node:fs";

const MOST_CHARACTERS = { en: 1_500, zh: 520 };
const faults = [];
const counts = { passages: 0, questions: 0, unanswered: 0, acrossLanguages: 0 };

for (const file of process.argv.slice(2)) {
  const asked = new Set();
  for (const [index, line] of readFileSync(file, "utf8").split("\n").entries()) {
    if (line.trim() === "") continue;
    const where = `${file}:${index + 1}`;
    const { doc, lang, sentences, questions } = JSON.parse(line);
    if (!doc || !(lang in MOST_CHARACTERS) || !Array.isArray(sentences) || !Array.isArray(questions)) {
      faults.push(`${where}: needs doc, lang (en or zh), sentences and questions`);
      continue;
    }
    const length = sentences.join("").length;
    if (length > MOST_CHARACTERS[lang]) faults.push(`${where}: ${length} characters, at most ${MOST_CHARACTERS[lang]}`);
    counts.passages += 1;
    for (const { q, lang: from, answer, first, style } of questions) {
      counts.questions += 1;
      if (!q || !style || !Array.isArray(answer)) faults.push(`${where}: needs q, style and answer: ${q}`);
      else if (answer.some((unit) => !Number.isInteger(unit) || unit < 0 || unit >= sentences.length))
        faults.push(`${where}: answer out of range: ${q}`);
      else if (answer.length > 0 && first !== undefined && !answer.includes(first))
        faults.push(`${where}: first is not in answer: ${q}`);
      if (asked.has(`${doc} ${q}`)) faults.push(`${where}: asked twice: ${q}`);
      asked.add(`${doc} ${q}`);
      if (answer?.length === 0) counts.unanswered += 1;
      if (from !== lang) counts.acrossLanguages += 1;
    }
  }
}
console.log([...faults, JSON.stringify(counts)].join("\n"));
if (faults.length > 0) process.exitCode = 1;
