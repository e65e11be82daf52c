/**
 * English words that end with a full stop of their own. After some of them a sentence never ends, after others it ends
 * only if the next word could open one: "Foo Co. The fee" ends, "Foo Co. Jiaxing plant" does not.
 */

/** In lower case. Always followed by a name, a number or the rest of the sentence. */
export const NEVER_LAST: ReadonlySet<string> = words(
  "dr mr mrs ms mx prof rev gen sen rep gov lt col capt cpt maj sgt cmdr adm hon supt messrs mt ft",
  "c v vs viz cf e.g i.e eg ie approx ca incl excl esp resp transl",
);

/** In lower case. Followed by a number ("No. 5", "Sec. IV"); before a word ("No. The fee …") they end a sentence. */
export const BEFORE_NUMBER: ReadonlySet<string> = words(
  "no nos nr fig figs eq eqs sec secs art arts ch chap vol vols p pp para paras pt ref refs tab app ser",
);

/** As written. May end a sentence or stand inside of one. */
export const PERHAPS_LAST: ReadonlySet<string> = words(
  "Co co Corp corp Inc inc Ltd ltd LLC PLC plc Bros Jr Sr St Ave Rd Blvd Bldg Dept dept Univ Assn Pres al est",
  "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun",
);

/** "Yahoo! Inc." is one name. */
export const COMPANY_FORMS: ReadonlySet<string> = words("Inc Corp Co Ltd LLC PLC Group Holdings Japan");

/** Words that open sentences far more often than they go on with a name. */
export const OPENERS: ReadonlySet<string> = words(
  "The This That These Those There Then They Their It Its He His She Her We Our You Your My In On At As If An A And But",
  "Or So For From To By With When While Where Who What Why How Which After Before Because Although Though However Since",
  "Until Under During Between Among Both Each Every All Some Many Most More Such Other Another Any No Not Only Also Now",
  "Once Here According Meanwhile Moreover Furthermore Therefore Thus Hence Finally First Second Third Next Last Please",
  "See Note Members Applicants Companies",
);

function words(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.join(" ").split(" "));
}
