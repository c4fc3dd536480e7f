/*
 * Emphasis as CommonMark's appendix tells it, step by step and without a thought of speed: of texts that have letters, spaces,
 * ASCII punctuation, `*` and `_`, and nothing else with a meaning.
 */

interface Run {
  readonly mark: string;
  readonly whole: number;
  left: number;
  readonly canOpen: boolean;
  readonly canClose: boolean;
  /** Tags that stand before and behind what is left of it. */
  before: string;
  behind: string;
}

/** Which length of a run the rule of three means: that of the whole run (the specification), or what is left of it. */
export type RuleOfThree = 'whole' | 'left';

export function referenceEmphasis(text: string, rule: RuleOfThree): string {
  const parts: (string | Run)[] = [];
  for (const { 0: piece, index } of text.matchAll(/\*+|_+|[^*_]+/g)) {
    if (!/^[*_]/.test(piece)) parts.push(piece);
    else parts.push(runOf(piece, text[index - 1] ?? ' ', text[index + piece.length] ?? ' '));
  }
  const runs = parts.filter((part) => typeof part !== 'string');
  for (let at = 0; at < runs.length; at += 1) {
    const closer = runs[at];
    while (closer?.canClose && closer.left > 0) {
      const from = runs.slice(0, at).findLastIndex((opener) => mayPair(opener, closer, rule));
      const opener = runs[from];
      if (!opener) break;
      const isStrong = opener.left > 1 && closer.left > 1;
      const tag = isStrong ? 'strong' : 'em';
      opener.behind = `<${tag}>${opener.behind}`;
      closer.before += `</${tag}>`;
      opener.left -= isStrong ? 2 : 1;
      closer.left -= isStrong ? 2 : 1;
      // What is between them can pair with nothing any more.
      runs.splice(from + 1, at - from - 1);
      at = from + 1;
    }
  }
  return parts
    .map((part) =>
      typeof part === 'string' ? part : part.before + part.mark.repeat(part.left) + part.behind,
    )
    .join('');
}

function runOf(piece: string, before: string, after: string): Run {
  const [mark = ''] = piece;
  const isSpace = (character: string): boolean => /\s/.test(character);
  const isPunctuation = (character: string): boolean => /[\p{P}\p{S}]/u.test(character);
  const isLeft = !isSpace(after) && (!isPunctuation(after) || isSpace(before) || isPunctuation(before));
  const isRight = !isSpace(before) && (!isPunctuation(before) || isSpace(after) || isPunctuation(after));
  const canOpen = isLeft && (mark === '*' || !isRight || isPunctuation(before));
  const canClose = isRight && (mark === '*' || !isLeft || isPunctuation(after));
  return { mark, whole: piece.length, left: piece.length, canOpen, canClose, before: '', behind: '' };
}

function mayPair(opener: Run, closer: Run, rule: RuleOfThree): boolean {
  if (opener.mark !== closer.mark || !opener.canOpen || opener.left === 0) return false;
  const [a, b] = rule === 'whole' ? [opener.whole, closer.whole] : [opener.left, closer.left];
  if (!opener.canClose && !closer.canOpen) return true;
  return (a + b) % 3 !== 0 || (a % 3 === 0 && b % 3 === 0);
}
