// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { citationsIn } from '../../components/markdown/citations-in.ts';
import { Markdown } from '../../components/markdown/Markdown.tsx';
import { answer, attachedPage, question } from '../view/messages.ts';
import { openPanel, settle } from './panel-page.tsx';

afterEach(cleanup);

const draw = (text: string): HTMLElement => render(<Markdown text={text} isComplete />).container;

/** Words that claim to be bank.example, or nothing at all. */
const claims = [
  ...[
    'bank.example',
    'bank.example.',
    '"bank.example"',
    'https://bank.example/login',
    'Go to https://bank.example',
  ],
  ...[
    '//bank.example',
    'https\\://bank\\.example',
    '&nbsp;bank.example',
    'https://user@bank.example',
    'bank。example',
  ],
  ...['http://192.0.2.1/login', '10.0.0.1', 'bank.example:443', '\u200bbank.example', 'b\u00adank.example'],
  ...['\u202ehttps://knab.example', '\u2066bank.example\u2069\u202e', 'ｂank.example', 'b\u0430nk.example'],
  ...[
    '`bank.example`',
    '**bank.example**',
    '*bank*.example',
    'bank&#46;example',
    'bank&period;example',
    'click here',
  ],
  '![bank.example](https://bank.example/x.png)',
];
const places = [
  ['https://evil.test/x', 'evil.test'],
  ['https://bank.example.evil.test/', 'bank.example.evil.test'],
  ['http://203.0.113.9:8080/', '203.0.113.9:8080'],
  ['https://evil.test/?bank.example', 'evil.test'],
  ['mailto:me@evil.test', 'me@evil.test'],
  ['https://bank.example@evil.test/', null],
  ['javascript:alert(1)', null],
] as const;
const surroundings = [
  (link: string) => link,
  (link: string) => `\u202eearlier ${link}`,
  (link: string) => `| a |\n| --- |\n| ${link} |`,
];
const corpus = claims.flatMap((claim) =>
  places.flatMap(([address, host]) =>
    surroundings.map((around) => [around(`[${claim}](${address})`), host] as const),
  ),
);

describe('links that say something else than where they lead', () => {
  it('are more than 300', () => expect(corpus.length).toBeGreaterThan(300));

  it('tell the true host, or are none', () => {
    for (const [text, host] of corpus) {
      const container = draw(text);
      expect(container.querySelectorAll('a a, img, script, iframe')).toHaveLength(0);
      for (const anchor of container.querySelectorAll('a')) expect(anchor.href).toMatch(/^(https?|mailto):/);
      if (host === null) {
        expect(container.querySelector('a[href*="evil"], a[href^="javascript"]')).toBeNull();
      } else {
        const told = [...container.querySelectorAll('bdi.true-host[dir="ltr"]')].map(
          (label) => label.textContent,
        );
        expect(told).toContain(`(${host})`);
        expect(container.querySelectorAll('a > bdi').length).toBeGreaterThan(0);
      }
      expect(container.textContent).not.toContain('\u202e');
      cleanup();
    }
  });

  it.each([
    '[docs.example](https://docs.example/x)',
    '[https://docs.example/x](https://docs.example/x)',
    'https://docs.example/x',
    '<mailto:me@docs.example>',
  ])('and %s, which says it, has nothing beside it', (text) => {
    const container = draw(text);
    expect(container.querySelectorAll('a')).toHaveLength(1);
    expect(container.querySelector('.true-host')).toBeNull();
  });
});

describe('citations', () => {
  it.each([
    ['so [1].', 2, ['so ', [1], '.']],
    ['[1, 2] 【1】 【2†p. 4】 [^1]', 2, [[1, 2], ' ', [1], ' ', [2], ' ', [1]]],
    ['a[7] and [0] and [1, 7]', 2, ['a[7] and [0] and [1, 7]']],
    ['[1](x) [^1]: y', 2, ['[1](x) [^1]: y']],
  ])('in %j with %i sources are %j', (text, count, pieces) => {
    expect(citationsIn(text, count)).toEqual(pieces);
  });

  it('open the card of their source, which says which page was attached', async () => {
    const page = attachedPage();
    openPanel({
      messages: [
        question({ attachments: [page] }),
        answer({
          status: 'complete',
          text: 'So [1] and `[2]`, [a [2]](https://c.example).',
          sources: [
            { title: 'Tides', url: `${page.url}#part`, snippet: 'The turbines turn' },
            { title: '', url: 'https://b.example/' },
          ],
        }),
      ],
    });
    // As long as what draws them isn't there, it is what it says.
    expect(screen.queryByRole('button', { name: /^Source/ })).toBeNull();
    await settle();
    await settle();
    const button = screen.getByRole('button', { name: 'Source 1: Tides' });
    expect(screen.queryByRole('button', { name: /^Source 2/ })).toBeNull();
    // What it opens came with it.
    const card = document.getElementById(button.getAttribute('popovertarget') ?? '');
    expect(card?.textContent).toBe('Tidesreview.exampleThe attached pageThe turbines turn');
    const list = screen.getByRole('navigation', { name: 'Sources of message 2' });
    expect(within(list).getAllByText('The attached page')).toHaveLength(1);
  });
});
