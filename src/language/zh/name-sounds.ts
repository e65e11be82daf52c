/**
 * Tells whether a foreign name in Chinese characters, by their reading, sounds like a word in Latin letters: 杰克逊维尔,
 * read `jiekexunweier`, like Jacksonville. Both become classes of consonants with vowels between them, and are aligned:
 * Chinese has no consonants side by side, no `v`, and leaves out an `r` that no vowel follows. Pure.
 */

/** Letters that may stand for each other; a sound may be of several classes. */
interface Sound {
  readonly classes: string;
  readonly isVowel: boolean;
  /** A vowel comes next, so that the consonant is not left out. */
  readonly isHeard: boolean;
}

/** Longer ones first. A consonant that is read in two ways has both classes. */
const LATIN: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(?:sch|sh)/u, ["S"]],
  [/^t?ch/u, ["JK"]],
  [/^th/u, ["TS"]],
  [/^ph/u, ["F"]],
  [/^(?:ck|qu?|k)/u, ["K"]],
  [/^x/u, ["K", "S"]],
  [/^t[sz]/u, ["S"]],
  [/^ng(?![aeiouy])/u, ["N"]],
  [/^c(?=[eiy])/u, ["S"]],
  [/^c/u, ["K"]],
  [/^g(?=[eiy])/u, ["JK"]],
  [/^g/u, ["K"]],
  [/^j/u, ["JYH"]],
  [/^[sz]/u, ["S"]],
  [/^[bp]/u, ["P"]],
  [/^[dt]/u, ["T"]],
  [/^f/u, ["F"]],
  [/^v/u, ["FW"]],
  [/^w/u, ["W"]],
  [/^h/u, ["H"]],
  [/^m/u, ["M"]],
  [/^n/u, ["N"]],
  [/^[lr]/u, ["L"]],
  [/^y(?=[aeiou])/u, ["Y"]],
];

const INITIALS: Readonly<Record<string, string>> = {
  b: "P",
  p: "P",
  m: "M",
  f: "F",
  d: "T",
  t: "T",
  n: "N",
  l: "L",
  g: "KJ",
  k: "K",
  h: "HK",
  j: "JK",
  q: "JK",
  x: "SH",
  zh: "J",
  ch: "J",
  sh: "S",
  r: "LJ",
  z: "S",
  c: "S",
  s: "S",
  y: "Y",
  w: "WF",
};
const SYLLABLE =
  /(?<initial>zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?<vowels>[aeiouü]{1,3})(?<coda>ng?(?![aeiouü])|r(?![aeiouü]))?/gu;

/** Costs of what one script has and the other lacks, in consonants. */
const COST = { otherVowel: 0.25, latinVowel: 0.3, filler: 0.05, hanVowel: 0.4, weak: 0.1, nasal: 0.4, consonant: 1 };
/** Shorter words sound like too many others; the longer a name, the more of it may differ, as a share of its consonants. */
const FEWEST_CONSONANTS = 4;
const MORE_DIFFERENT_A_CONSONANT = 0.04;
const MOST_DIFFERENT = 0.2;

interface NameSound {
  /** Letters that words which sound like it may begin with. */
  readonly firstLetters: readonly string[];
  /**
   * Distance of a word in Latin letters, or of its stem, from it: 0 where they sound the same, null where not alike.
   */
  distanceTo(word: string): number | null;
}

/** @param reading of the Han characters, without tones or spaces */
export function nameSound(reading: string): NameSound {
  const han = hanSounds(reading.toLowerCase());
  const count = consonantsIn(han);
  return {
    firstLetters: firstLettersFor(han[0]),
    distanceTo(word) {
      const latin = latinSounds(word);
      const consonants = consonantsIn(latin);
      if (consonants < FEWEST_CONSONANTS || Math.abs(consonants - count) > 2 || !areAlike(latin[0], han[0]))
        return null;
      const share = distance(latin, han) / consonants;
      const most = Math.min(MOST_DIFFERENT, (consonants - FEWEST_CONSONANTS + 1) * MORE_DIFFERENT_A_CONSONANT);
      return share <= most ? share : null;
    },
  };
}

function consonantsIn(sounds: readonly Sound[]): number {
  return sounds.filter(({ isVowel }) => !isVowel).length;
}

function firstLettersFor(first: Sound | undefined): readonly string[] {
  return [..."abcdefghijklmnopqrstuvwxyz"].filter((letter) =>
    ["a", "e", ""].some((next) => areAlike(latinSounds(`${letter}${next}`)[0], first)),
  );
}

function latinSounds(word: string): Sound[] {
  const letters = word
    .normalize("NFKD")
    .replaceAll(/[^a-z]/gu, "")
    .replaceAll(/([^aeiou])\1/gu, "$1");
  const sounds: Sound[] = [];
  for (let rest = letters; rest !== ""; ) {
    const vowels = /^[aeiouy]+/u.exec(rest)?.[0];
    const rule = LATIN.find(([pattern]) => pattern.test(rest));
    if (rule !== undefined) {
      const length = rule[0].exec(rest)?.[0].length ?? 1;
      rest = rest.slice(length);
      for (const classes of rule[1]) sounds.push({ classes, isVowel: false, isHeard: /^[aeiouy]/u.test(rest) });
    } else {
      const length = vowels?.length ?? 1;
      if (vowels !== undefined) sounds.push({ classes: vowels.replaceAll("y", "i"), isVowel: true, isHeard: true });
      rest = rest.slice(length);
    }
  }
  return sounds;
}

function hanSounds(reading: string): Sound[] {
  return Array.from(reading.matchAll(SYLLABLE), ({ groups = {} }): Sound[] => {
    const { initial, vowels = "", coda } = groups;
    const classes = initial === undefined ? undefined : INITIALS[initial];
    return [
      ...(classes === undefined ? [] : [{ classes, isVowel: false, isHeard: true }]),
      { classes: vowels.replaceAll("ü", "iu"), isVowel: true, isHeard: true },
      ...(coda === undefined ? [] : [{ classes: coda === "r" ? "L" : "N", isVowel: false, isHeard: false }]),
    ];
  }).flat();
}

function areAlike(one: Sound | undefined, other: Sound | undefined): boolean {
  if (one === undefined || other === undefined || one.isVowel !== other.isVowel) {
    // A vowel at the beginning is written with `y` or `w` in pinyin.
    return one?.isVowel === true && /[YW]/u.test(other?.classes ?? "");
  }
  return Array.from(one.classes).some((letter) => other.classes.includes(letter));
}

/** The least cost of turning one into the other, sound by sound. */
function distance(latin: readonly Sound[], han: readonly Sound[]): number {
  let last = [0];
  for (const sound of han) last.push((last.at(-1) ?? 0) + costOfHan(sound));
  for (const sound of latin) {
    const row = [(last[0] ?? 0) + costOfLatin(sound)];
    han.forEach((other, at) => {
      row.push(
        Math.min(
          (last[at] ?? 0) + costOfPair(sound, other),
          (last[at + 1] ?? 0) + costOfLatin(sound),
          (row[at] ?? 0) + costOfHan(other),
        ),
      );
    });
    last = row;
  }
  return last.at(-1) ?? 0;
}

function costOfPair(latin: Sound, han: Sound): number {
  if (areAlike(latin, han)) return 0;
  return latin.isVowel && han.isVowel ? COST.otherVowel : 2 * COST.consonant;
}

function costOfLatin({ classes, isVowel, isHeard }: Sound): number {
  if (isVowel) return COST.latinVowel;
  return /[HW]/u.test(classes) || (classes === "L" && !isHeard) ? COST.weak : COST.consonant;
}

function costOfHan({ classes, isVowel, isHeard }: Sound): number {
  // A syllable needs a vowel, where a name may have none: `te`, `si`, `fu`.
  if (isVowel) return /^[eiu]$/u.test(classes) ? COST.filler : COST.hanVowel;
  if (/[YW]/u.test(classes)) return COST.weak;
  return classes === "N" && !isHeard ? COST.nasal : COST.consonant;
}
