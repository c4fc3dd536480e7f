import { expect, it } from 'vitest';
import { isOffered } from '../../lib/view/offered-page.ts';
import { answer, attachedPage, question } from './messages.ts';

const here = 'https://a.example/story?id=1';
const there = 'https://a.example/story?id=2';
const page = (url: string) => attachedPage({ url });
const sent = (url: string) => question({ attachments: [page(url)] });

it.each([
  ['one of the web, where nothing was attached', here, [], [], true],
  ['the attached one', here, [page(here)], [], false],
  ['the second of those attached', here, [page(there), page(here)], [], false],
  ['a place in the attached one', `${here}#part`, [page(here)], [], false],
  ['the attached one, which was attached at a place in it', here, [page(`${here}#part`)], [], false],
  ['another of the same site', there, [page(here)], [], true],
  ['the one that went along last', here, [], [sent(there), answer(), sent(here)], false],
  ['the one before that', there, [], [sent(there), answer(), sent(here)], true],
  ['the one that went along last, while another is attached', here, [page(there)], [sent(here)], true],
  ['the one that went along before a question without', here, [], [sent(here), question()], false],
  ['one, where only a text was pasted', here, [], [sent('')], true],
  ['one of the browser’s own', 'chrome://settings', [], [], false],
  ['a file', 'file:///home/notes.txt', [], [], false],
  ['a script', 'javascript:alert(1)', [], [], false],
  ['nothing', '', [], [], false],
] as const)('%s: %s', (_, url, attachment, messages, offered) => {
  expect(isOffered(url, attachment, messages)).toBe(offered);
});
