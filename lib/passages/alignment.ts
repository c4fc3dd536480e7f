/** Where in a stretch of words others stand, as well as they do. */
export interface WordAlignment {
  /** Words of the stretch, the end exclusive. */
  readonly from: number;
  readonly to: number;
  /** 1: all of them, in order, and nothing between; 0: none. */
  readonly likeness: number;
}

/** A word that is the same, one that is another, one that is missing or too many. */
const same = 2;
const other = -1;
const gap = -1;

/**
 * The best local alignment (Smith and Waterman, 1981): words may be changed, missing or added in between, and what only
 * stands around is not counted in. Costs the product of both lengths.
 * @param query not empty
 * @param expected where in the stretch it is likely to begin: of two that are as alike, the nearer one is meant
 */
export function align(query: readonly string[], stretch: readonly string[], expected = 0): WordAlignment {
  const columns = stretch.length + 1;
  let above = new Int32Array(columns);
  let row = new Int32Array(columns);
  /** Where the alignment that ends there has begun. */
  let beginsAbove = new Int32Array(columns);
  let begins = new Int32Array(columns);
  const distance = (begin: number): number => Math.abs(begin - expected);
  let best = 0;
  let from = 0;
  let to = 0;

  for (const wanted of query) {
    for (let at = 1; at < columns; at += 1) {
      const step = (above[at - 1] ?? 0) + (stretch[at - 1] === wanted ? same : other);
      const missing = (above[at] ?? 0) + gap;
      const added = (row[at - 1] ?? 0) + gap;
      const score = Math.max(0, step, missing, added);
      row[at] = score;
      if (score === 0) begins[at] = at;
      else if (score === step) begins[at] = (above[at - 1] ?? 0) === 0 ? at - 1 : (beginsAbove[at - 1] ?? 0);
      else if (score === missing) begins[at] = beginsAbove[at] ?? 0;
      else begins[at] = begins[at - 1] ?? 0;
      const isNearer = score === best && distance(begins[at] ?? 0) < distance(from);
      if (score > 0 && (score > best || isNearer)) {
        best = score;
        from = begins[at] ?? 0;
        to = at;
      }
    }
    [above, row] = [row, above];
    [beginsAbove, begins] = [begins, beginsAbove];
  }
  return { from, to, likeness: best / (same * query.length) };
}
