import { seededRandom } from '../doubles/seeded-random.ts';
import { createHidingRandom, type Hiding, type HidingRandom } from './hidden-random.ts';
import { hidingSheet, hidingStyles } from './hidden-styles.ts';

export interface HiddenPage {
  readonly html: string;
  /** Each stands once in the page, in a `span` whose id is `w` and its index. */
  readonly words: readonly string[];
}

/** As many as there are codes of three marks in seven (hidden-oracle.ts). */
const mostWords = 35;
const deepest = 3;
const syllables = 'ba ko mi tu ra se lo pi na du fe go hi ju ka le mo nu po ri sa te vo wu za'.split(' ');

/** A page of fuzzed styles, the same for the same seed, each in others by chance, with words of their own in them. */
export function hiddenPage(seed: number): HiddenPage {
  const random = createHidingRandom(seededRandom(seed));
  const words: string[] = [];
  const word = (): string => {
    let made = '';
    while (made === '' || words.includes(made))
      made = `${random.pick(...syllables)}${random.pick(...syllables)}${random.pick(...syllables)}d`;
    words.push(made);
    return `<span id=w${words.length - 1}>${made}</span>`;
  };
  const content = (depth: number): string => {
    if (words.length >= mostWords - 3) return word();
    if (depth < deepest && random.chance(0.4)) return nested(random, () => content(depth + 1));
    const some = Array.from({ length: 1 + random.whole(3) }, word);
    return some.join(' ');
  };
  let blocks = '';
  while (words.length < mostWords - 6) blocks += `${nested(random, () => content(1))}\n`;
  const html = `<!doctype html><html lang="en"><title>t</title><style>${hidingSheet}</style><body>${blocks}</body></html>`;
  return { html, words };
}

function nested(random: HidingRandom, inner: () => string): string {
  const hiding: Hiding = random.pick(...hidingStyles);
  return hiding(random, inner);
}
