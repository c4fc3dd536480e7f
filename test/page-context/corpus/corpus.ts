import { type CorpusPage } from './corpus-page.ts';
import { oddPages } from './odd-pages.ts';
import { spoken, type Piece } from './piece.ts';
import * as other from './pieces-of-other-scripts.ts';
import * as latin from './pieces.ts';
import { sites } from './sites.ts';
import { threadPages } from './thread-pages.ts';

const pieces: readonly Piece[] = [...Object.values(latin), ...Object.values(other)];

/** Each site with two pieces, and each piece on two sites at least; whole, every piece on every site. */
export function corpus(isWhole: boolean): readonly CorpusPage[] {
  const written = Object.entries(sites).flatMap(([name, site], at) =>
    pieces
      .filter((_, place) => isWhole || (place - at * 3 + pieces.length * 9) % pieces.length < 3)
      .map((piece) => ({ name: `${name}: ${piece.name}`, html: site(piece), truth: spoken(piece) })),
  );
  return [...written, ...threadPages, ...oddPages];
}
