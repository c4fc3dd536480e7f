/** How a piece of code is coloured; a number in `CodeTokens`, a name in the stylesheet (`::highlight(code-string)`). */
export const tokenKinds = [
  'keyword',
  'string',
  'comment',
  'number',
  'title',
  'type',
  'attribute',
  'meta',
  'added',
  'removed',
] as const;
export type TokenKind = (typeof tokenKinds)[number];

/** Three numbers for each token, in order and apart: where it starts, its length (UTF-16 units), its place in `tokenKinds`. */
export type CodeTokens = Int32Array<ArrayBuffer>;

/** The scopes of the grammars; others are coloured as what they stand in. */
const kinds: Readonly<Record<TokenKind, readonly string[]>> = {
  keyword: ['keyword', 'selector-tag', 'name', 'template-tag', 'operator-keyword'],
  string: ['string', 'regexp', 'char', 'link', 'formula', 'code'],
  comment: ['comment', 'quote'],
  number: ['number', 'literal', 'symbol', 'bullet'],
  title: ['title', 'section', 'function'],
  type: ['type', 'built_in', 'class'],
  attribute: [
    'attr',
    'attribute',
    'property',
    'variable',
    'template-variable',
    'selector-class',
    'selector-id',
    'selector-attr',
    'selector-pseudo',
  ],
  meta: ['meta', 'doctag'],
  added: ['addition'],
  removed: ['deletion'],
};

const kindOf = new Map(
  tokenKinds.flatMap((kind, at) => kinds[kind].map((scope): [string, number] => [scope, at])),
);

/** A part of a string that is code again. */
const plainScope = 'subst';

/** The kind of a scope that stands in something of kind `outer`; null: not coloured. */
export function kindOfScope(scope: string, outer: number | null): number | null {
  return scope === plainScope ? null : (kindOf.get(scope) ?? outer);
}
