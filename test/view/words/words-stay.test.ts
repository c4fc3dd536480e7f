import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { filesIn, literalsIn, type Literal } from './literals.ts';

/** Text that is no words for people, though it looks like them. */
interface Exception {
  readonly file: string;
  /** Absent: all of it. */
  readonly texts?: readonly string[];
  readonly why: string;
}

const allowed: readonly Exception[] = [
  {
    file: 'lib/config/sso.ts',
    texts: ['openid profile email offline_access', 'openid {}'],
    why: 'scopes for the wire',
  },
  {
    file: 'lib/background/sessions/session-registry.ts',
    texts: ['not a conversation of this workspace'],
    why: 'an error for developers',
  },
  {
    file: 'lib/background/platform/platform-gateway.ts',
    texts: ['New chat'],
    why: 'the title on the server',
  },
  { file: 'lib/doctor/message-stage.ts', why: 'the question that a test asks' },
  {
    file: 'lib/background/workspace/workspace-factory.ts',
    texts: ['Connection test'],
    why: 'the title on the server',
  },
  { file: 'lib/transport/http/request-headers.ts', texts: ['Bearer {}'], why: 'a header' },
  { file: 'lib/view/use-panel.ts', texts: ['no panel'], why: 'an error for developers' },
  {
    file: 'lib/storage/memory-store.ts',
    texts: ['It is there already.'],
    why: 'an error for developers',
  },
  {
    file: 'lib/storage/temporary-store.ts',
    texts: ['temporary-draft {}', 'temporary-message {}'],
    why: 'keys of a storage area',
  },
  { file: 'lib/masking/number-cues.ts', why: 'words that pages have before a number' },
  { file: 'lib/masking/named-secrets.ts', why: 'words that pages have before a secret' },
  { file: 'lib/transfer/markdown-mark.ts', why: 'a mark in a file, to be known again by' },
  {
    file: 'components/chat/hand-on-focus.ts',
    texts: ['li, article', 'button, a[href], input, textarea, select, [tabindex="0"]', 'input, textarea'],
    why: 'selectors',
  },
  {
    file: 'components/chat/panel-key.ts',
    texts: ['input, textarea, select, [contenteditable]'],
    why: 'a selector',
  },
  { file: 'components/chat/prerender.tsx', texts: ['{}{} height={}'], why: 'attributes of HTML' },
  { file: 'components/common/say.ts', texts: ['off-screen said'], why: 'names of classes' },
  { file: 'lib/transfer/read-chat-file.ts', texts: ['Page Assist'], why: 'the name of a product' },
];

const isAllowed = ({ file, text }: Literal): boolean =>
  allowed.some((exception) => exception.file === file && exception.texts?.includes(text) !== false);

/** A word, or what a template puts in the place of one. */
const word = /(?:\{\}|\p{L}[\p{L}\p{N}’'-]*)[,:;]?/u;
const twoWords = new RegExp(`${word.source}\\s+${word.source}`, 'u');

/** As people would read it: more than one word, or an end with a stop. */
const isSentence = ({ text }: Literal): boolean =>
  /\p{L}/u.test(text) && (twoWords.test(text) || /\p{L}[.!?…]$/u.test(text));

/** What the browser reads, and no person. */
const codeAttributes: ReadonlySet<string> = new Set([
  ...['className', 'id', 'key', 'name', 'type', 'dir', 'role', 'field', 'place', 'viewBox', 'd', 'fill'],
  ...[
    'aria-hidden',
    'aria-live',
    'aria-describedby',
    'aria-labelledby',
    'aria-autocomplete',
    'aria-haspopup',
    'autoComplete',
    'autoCapitalize',
  ],
  ...['accept', 'popover', 'popoverTarget'],
  ...['inputMode', 'rel', 'target', 'referrerPolicy'],
]);

const styles = readdirSync('components/styles').map((file) =>
  readFileSync(`components/styles/${file}`, 'utf8'),
);
const classNames = new Set(
  styles.flatMap((css) => [...css.matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name)),
);
const isClasses = (text: string): boolean => text.split(' ').every((name) => classNames.has(name));

/** Whatever an element shows, or gives to another to show; of the rest, what reads like words. */
function isShown(literal: Literal): boolean {
  const { place, text } = literal;
  if (place === null) return isSentence(literal) && !isClasses(text);
  return !codeAttributes.has(place) && /\p{L}/u.test(text.replaceAll('{}', ''));
}

const told = ({ at, text }: Literal): string => `${at} ${JSON.stringify(text)}`;

describe('words for people stay in lib/view/words', () => {
  const inLib = literalsIn('lib');
  const inComponents = literalsIn('components');
  const isIn = (room: string) => (literal: Literal) => literal.file.startsWith(`${room}/`);

  const rooms = readdirSync('lib', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `lib/${name}`)
    // What is written there stands in the fence, for the assistant.
    .filter((room) => room !== 'lib/page-context' && room !== 'lib/pdf')
    // A server of its own, whose words are for its operator and for other programs.
    .filter((room) => room !== 'lib/proxy-server');

  it.each(rooms)('%s makes no sentence', (room) => {
    const elsewhere = inLib.filter(isIn(room)).filter((literal) => !isIn('lib/view/words')(literal));
    expect(elsewhere).not.toEqual([]);
    expect(elsewhere.filter((literal) => isSentence(literal) && !isAllowed(literal)).map(told)).toEqual([]);
  });

  it('components show none of their own', () => {
    expect(inComponents.filter((literal) => isShown(literal) && !isAllowed(literal)).map(told)).toEqual([]);
  });

  it('where they may be, they are found', () => {
    expect(inLib.filter(isIn('lib/view/words')).filter(isSentence).length).toBeGreaterThan(150);
  });

  it.each(allowed)('$file is still an exception: $why', ({ file, texts }) => {
    const found = [...inLib, ...inComponents]
      .filter((literal) => literal.file === file && isSentence(literal))
      .map(({ text }) => text);
    expect(found).not.toEqual([]);
    expect(found).toEqual(expect.arrayContaining([...(texts ?? [])]));
  });
});

describe('what a language does with counts and lists', () => {
  /** `count === 1 ? 'page' : …`, `'s'`, joined lists, and formats of one's own. */
  const byHand =
    /\bIntl\.|\.toLocale|\.toFixed\(|[!=]== 1\s*\?\s*['"`]|\? '' : 's'|\.join\(['"`](?:, | · )|['"`}] · /;

  it.each([
    "count === 1 ? '1 page' : pages",
    "page${count === 1 ? '' : 's'}",
    "names.join(', ')",
    'new Intl.NumberFormat()',
    '`${host} · ${tenant}`',
  ])('%s is seen', (code) => {
    expect(code).toMatch(byHand);
  });

  it.each(['lib/view', 'components'])('%s leaves to the grammar', (room) => {
    const files = filesIn(room).filter((file) => !/^lib\/view\/words\/(?:grammar|counting)\.ts$/.test(file));
    expect(files.length).toBeGreaterThan(20);
    expect(files.filter((file) => byHand.test(readFileSync(file, 'utf8')))).toEqual([]);
  });
});
