/**
 * Further documents in the styles of ministries, legislatures, societies and companies, half of them with days, numbers and
 * repeals that are not their own.
 */

import type { StatedDocument } from "./stated-documents.ts";
import { STYLED_ELSEWHERE } from "./styled-elsewhere.ts";
import { STYLED_IN_CHINESE } from "./styled-in-chinese.ts";
import { STYLED_IN_ENGLISH } from "./styled-in-english.ts";
import { STYLED_LETTERHEADS } from "./styled-letterheads.ts";

export const STYLED_DOCUMENTS: readonly StatedDocument[] = [
  ...STYLED_IN_CHINESE,
  ...STYLED_IN_ENGLISH,
  ...STYLED_ELSEWHERE,
  ...STYLED_LETTERHEADS,
];
