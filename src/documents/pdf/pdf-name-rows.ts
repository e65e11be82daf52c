/**
 * Two rows of names over a table without lines: a name over several columns, the names of the columns below it, and
 * names that stand beside both. How many there are of each tells where they belong; the places tell only which
 * columns a name is over, since names are centred or stand at an edge, and the values below them elsewhere.
 */

interface Extent {
  readonly left: number;
  readonly right: number;
}

/** Columns of a name: from the first one to the one before `end`. */
interface NameSpan {
  readonly from: number;
  readonly end: number;
}

interface NameRows {
  /** Columns of each name of the first row; of one column where it names that column alone. */
  readonly first: readonly NameSpan[];
  /** Columns of the names of the second row. */
  readonly second: readonly number[];
}

/** Names of a row that are tried in all ways. */
const MOST_NAMES = 8;
/** Share of the next best way to group the columns that the best one may be off. */
const SURE = 0.7;

/**
 * @param first from left to right, fewer than columns @param second none of them a value
 * @returns undefined where they are no two rows of names, or where it is in doubt what they name
 */
export function nameRows(
  first: readonly Extent[],
  second: readonly Extent[],
  columns: readonly Extent[],
): NameRows | undefined {
  const groups = first.length + second.length - columns.length;
  if (groups < 1 || groups > first.length || first.length > MOST_NAMES || first.length >= columns.length)
    return undefined;
  let best: { readonly cost: number; readonly rows: NameRows } | undefined;
  let next = Number.POSITIVE_INFINITY;
  for (const over of subsets(first.length, groups)) {
    for (const rows of groupings(first, second, over, columns.length)) {
      const cost = costOf(rows, first, second, columns);
      if (best === undefined || cost < best.cost) {
        next = best?.cost ?? next;
        best = { cost, rows };
      } else next = Math.min(next, cost);
    }
  }
  return best !== undefined && best.cost <= next * SURE ? best.rows : undefined;
}

/** Ways to take some of a row's names for those that go over several columns. */
function subsets(length: number, count: number): readonly ReadonlySet<number>[] {
  const all = Array.from({ length: 2 ** length }, (_, bits) =>
    Array.from({ length }, (_each, index) => index).filter((index) => (bits >> index) & 1),
  );
  return all.filter((subset) => subset.length === count).map((subset) => new Set(subset));
}

/** Ways to share the columns out among the names of the first row, each over at least one of the second. */
function groupings(
  first: readonly Extent[],
  second: readonly Extent[],
  over: ReadonlySet<number>,
  columns: number,
): readonly NameRows[] {
  const found: NameRows[] = [];
  // Without a name beside both rows, the names at the left may have none over them.
  const mostBare = over.size === first.length ? 2 : 0;
  const place = (index: number, from: number, spans: readonly NameSpan[], below: readonly number[]): void => {
    if (index === first.length) {
      if (from === columns && below.length === second.length) found.push({ first: spans, second: below });
      return;
    }
    const longest = over.has(index) ? columns - from - (first.length - index - 1) : 1;
    for (let length = over.has(index) ? 2 : 1; length <= longest; length += 1) {
      const own = Array.from({ length }, (_, at) => from + at);
      const named = over.has(index) ? [...below, ...own] : below;
      place(index + 1, from + length, [...spans, { from, end: from + length }], named);
    }
  };
  for (let bare = 0; bare <= mostBare; bare += 1) {
    const names = Array.from({ length: bare }, (_, at) => at);
    place(0, bare, [], names);
  }
  return found;
}

/** Points by which names miss what they are over: all of them centred, or all at the same edge. */
function costOf(
  rows: NameRows,
  first: readonly Extent[],
  second: readonly Extent[],
  columns: readonly Extent[],
): number {
  const parts = columns.map((column, index): Extent => {
    const name = second[rows.second.indexOf(index)];
    if (name === undefined) return column;
    return { left: Math.min(column.left, name.left), right: Math.max(column.right, name.right) };
  });
  let [middles, lefts, rights, misplaced] = [0, 0, 0, 0];
  rows.first.forEach(({ from, end }, index) => {
    const [name, left, right] = [first[index], parts[from]?.left ?? 0, parts[end - 1]?.right ?? 0];
    if (name === undefined) return;
    if (end - from === 1) misplaced += apart(name, { left, right });
    else {
      middles += Math.abs(name.left + name.right - left - right) / 2;
      lefts += Math.abs(name.left - left);
      rights += Math.abs(name.right - right);
    }
  });
  rows.second.forEach((column, index) => {
    const [name, values] = [second[index], columns[column]];
    if (name !== undefined && values !== undefined) misplaced += apart(name, values);
  });
  return Math.min(middles, lefts, rights) + misplaced;
}

function apart(one: Extent, other: Extent): number {
  return Math.max(0, one.left - other.right, other.left - one.right);
}
