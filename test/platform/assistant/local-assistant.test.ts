import { describe, expect, it } from 'vitest';
import { demoPage, listen, pageFence } from './demo-page.ts';
import { createLocalAssistant } from './local-assistant.ts';

const assistant = createLocalAssistant();
const askPage = (words: string) => listen(assistant, pageFence(demoPage, words));

describe('questions about a page', () => {
  it.each([
    ['Who designed the tower?', 'Ingrid Falk'],
    ['How tall is the lighthouse?', '38 metres'],
    ['How long does the boat take?', 'forty minutes'],
    ['When was it automated?', '1986'],
    ['How many steps are there?', '196 steps'],
    ['Can I bring my dog?', 'Dogs must stay on the pier'],
    ['How much does the restoration cost?', '4.2 million crowns'],
    ['What fuel did the first lamp burn?', 'rapeseed oil'],
    ['Why did building take so long?', 'storms made landing impossible'],
    ['Which lens was installed?', 'Fresnel lens'],
    ['Where do bats roost?', 'oil store'],
  ])('%s', async (question, fact) => {
    const { markdown, sources } = await askPage(question);
    const quotation = /^> .*$/m.exec(markdown)?.[0] ?? '';
    const firstParagraphs = markdown.split('\n\n').slice(0, 3).join('\n');
    expect(quotation).not.toBe('');
    expect(firstParagraphs).toContain(fact);
    expect(sources[0]).toMatchObject({ url: 'https://light.example/skarholm' });
  });

  it('numbers its sources, and names all that it refers to', async () => {
    const { markdown, sources } = await askPage('What about children on the island?');
    const referred = new Set([...markdown.matchAll(/\[(\d)\]/g)].map(([, number]) => Number(number)));
    expect(referred).toEqual(new Set(sources.map((_, index) => index + 1)));
    expect(sources.every(({ title, snippet }) => title.includes('Skarholm') && snippet.length > 20)).toBe(
      true,
    );
  });

  it('says so where the page has nothing on it, and what it does have', async () => {
    const { markdown, sources } = await askPage('What is the capital of Mongolia?');
    expect(markdown).toContain('nothing about that');
    expect(markdown).toContain('- Construction');
    expect(sources).toEqual([]);
  });

  it('goes on about the page of an earlier message', async () => {
    const history = [
      { role: 'user' as const, content: pageFence(demoPage, 'Hello') },
      { role: 'assistant' as const, content: 'Hi' },
    ];
    expect((await listen(assistant, 'Who was the last keeper?', history)).markdown).toContain('Tomas Lind');
  });

  it('understands a short follow-up by the question before it', async () => {
    const history = [{ role: 'user' as const, content: pageFence(demoPage, 'The cable for electric power') }];
    expect((await listen(assistant, 'When?', history)).markdown).toContain('1951');
  });
});

describe('summaries', () => {
  it.each(['Summarise this page', 'tl;dr', 'What are the key facts?', 'What is this page about?', ''])(
    '“%s” gets key sentences of several sections in the order of the page',
    async (words) => {
      const { markdown, sources } = await askPage(words);
      const bullets = markdown.split('\n').filter((line) => line.startsWith('- '));
      expect(bullets.length).toBeGreaterThanOrEqual(3);
      expect(markdown).toContain('oldest working lighthouse');
      expect(new Set(sources.map(({ title }) => title)).size).toBeGreaterThanOrEqual(3);
      const places = bullets.map((line) =>
        demoPage.indexOf(line.replace(/^- (?:\*\*[^*]+\*\* )?/, '').slice(0, 30)),
      );
      expect(places.every((place) => place >= 0)).toBe(true);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    },
  );

  it('manages with a page that hardly has text', async () => {
    expect((await listen(assistant, pageFence('Hi.', 'Summarise'))).markdown).toContain('Hi.');
    expect((await listen(assistant, pageFence('', 'Summarise'))).markdown).toContain('no text');
  });
});

describe('without a page', () => {
  it('says honestly what it is', async () => {
    const { markdown } = await listen(assistant, 'What is the meaning of life?');
    expect(markdown).toContain('local demo assistant');
    expect(markdown).toContain("can't answer");
  });

  it('finds what the user said earlier', async () => {
    const history = [
      { role: 'user' as const, content: 'My favourite colour is teal. I live in Oslo.' },
      { role: 'assistant' as const, content: 'Noted.' },
    ];
    const { markdown } = await listen(assistant, 'What is my favourite colour?', history);
    expect(markdown).toContain('> My favourite colour is teal.');
    expect(markdown).not.toContain('Oslo');
  });

  it.each([
    ['Show me a table', '| --- |'],
    ['a task list please', '- [ ] '],
    ['Some code', '```ts'],
    ['Show me what your answers can look like', '### A table'],
  ])('%s', async (words, markdown) => {
    expect((await listen(assistant, words)).markdown).toContain(markdown);
  });
});

it('streams word by word', async () => {
  const { pieces, markdown } = await askPage('Who designed the tower?');
  expect(pieces.length).toBeGreaterThan(15);
  expect(pieces.every((piece) => /^\S+\s*$/.test(piece))).toBe(true);
  expect(markdown).toBe(pieces.join(''));
});
