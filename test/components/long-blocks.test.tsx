// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react';
import type { Token, Tokens } from 'marked';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { chunkSize } from '../../components/markdown/chunks.ts';
import { CodeBlock } from '../../components/markdown/CodeBlock.tsx';
import { lexBlocks } from '../../components/markdown/lex-blocks.ts';
import { ListBlock } from '../../components/markdown/ListBlock.tsx';
import { TableBlock } from '../../components/markdown/TableBlock.tsx';

/*
 * What is finished costs nothing while an answer grows. What was drawn again is told by who was asked for it: an item with
 * a quotation in it asks for its body, a cell of a table is read by its tokens.
 */
afterEach(cleanup);

const listOf = (text: string): Tokens.List => {
  const [list] = lexBlocks(text, {}).tokens;
  if (list?.type !== 'list') throw new Error('That is no list.');
  return list as Tokens.List;
};

/** Items of which each has a body, numbered from 0. */
const quoted = (count: number, mark = '-'): string =>
  Array.from({ length: count }, (_, n) => `${mark} item ${n}\n  > quote ${n}\n`).join('');

const bodies = () =>
  vi.fn((tokens: readonly Token[]) => <i key={tokens[0]?.raw}>{tokens.map(({ raw }) => raw).join('')}</i>);

/** Draws the first, then the second, and tells which bodies the second asked for. */
function drawnAgain(before: Tokens.List, after: Tokens.List): readonly string[] {
  const { rerender } = render(<ListBlock list={before} body={bodies()} />);
  const body = bodies();
  rerender(<ListBlock list={after} body={body} />);
  return body.mock.calls.flatMap(([tokens]) => tokens.map(({ raw }) => raw.trim()));
}

/** The first, with the items of the second behind its own. */
const joined = (list: Tokens.List, more: Tokens.List): Tokens.List => ({
  ...list,
  items: [...list.items, ...more.items],
});

describe('a list that grows', () => {
  const full = listOf(quoted(chunkSize));

  it('asks for the bodies of its new items alone', () => {
    const list = joined(full, listOf('- a\n  > x\n'));
    expect(drawnAgain(list, joined(list, listOf('- b\n  > y\n')))).toEqual(['> y']);
  });

  it('asks for no body of an item that reads as before, though it was read again', () => {
    // The last one was the end of the list, and is not.
    expect(drawnAgain(listOf(quoted(20)), listOf(quoted(21)))).toEqual(['> quote 19', '> quote 20']);
    expect(drawnAgain(listOf(quoted(60)), listOf(quoted(61)))).toEqual(['> quote 59', '> quote 60']);
  });

  it('asks for the one that has changed', () => {
    const changed = listOf(quoted(60).replace('quote 7\n', 'quote 7 and more\n'));
    expect(drawnAgain(listOf(quoted(60)), changed)).toEqual(['> quote 7 and more']);
  });

  it('asks for one that may name a link: what that means may have come since', () => {
    const linked = '- a\n  > [b]\n- c\n  > d\n';
    expect(drawnAgain(listOf(linked), listOf(linked))).toEqual(['> [b]']);
  });

  it('asks for all where it turns loose', () => {
    const list = listOf(quoted(3));
    expect(drawnAgain(list, { ...list, loose: true })).toHaveLength(3);
    expect(drawnAgain(list, { ...list })).toHaveLength(0);
  });
});

describe('a list of several parts', () => {
  const draw = (list: Tokens.List, next: Tokens.List = list): Element[] => {
    const { container, rerender } = render(<ListBlock list={list} body={() => null} />);
    rerender(<ListBlock list={next} body={() => null} />);
    return [...container.children];
  };
  const items = (count: number, text = '- a\n'): Tokens.List => listOf(text.repeat(count));
  const classes = (parts: readonly Element[]): string[] => parts.map(({ className }) => className);

  it('has as many items in each as stand in a part, and the rest in the last', () => {
    const counts = (count: number): number[] => draw(items(count)).map(({ children }) => children.length);
    expect(counts(chunkSize)).toEqual([chunkSize]);
    expect(counts(chunkSize + 1)).toEqual([chunkSize, 1]);
    expect(counts(2 * chunkSize)).toEqual([chunkSize, chunkSize]);
  });

  it('marks a part as finished as soon as more follow', () => {
    const list = items(chunkSize);
    const more = joined(list, items(1));
    expect(classes(draw(list))).toEqual(['']);
    expect(classes(draw(list, more))).toEqual(['is-finished', '']);
    expect(classes(draw(more, list))).toEqual(['']);
  });

  it('makes room for the marks of tasks in every part, wherever one is', () => {
    const list = items(chunkSize + 1);
    const tasks = joined(list, listOf('- [x] b\n'));
    expect(classes(draw(list, tasks))).toEqual(['task-list is-finished', 'task-list']);
  });

  it('makes room for numbers of three digits in every part', () => {
    const list = items(99, '1. a\n');
    expect(classes(draw(list))).toEqual(['is-finished', 'is-finished', '']);
    expect(classes(draw(list, joined(list, items(1, '1. a\n'))))).toEqual([
      'is-wide is-finished',
      'is-wide is-finished',
      'is-wide',
    ]);
    expect(classes(draw(listOf('999. a\n')))).toEqual(['is-wide']);
    expect(classes(draw(listOf('99. a\n')))).toEqual(['']);
    // Bullets are as wide as ever.
    expect(classes(draw(items(2 * chunkSize + 10)))).toEqual(['is-finished', 'is-finished', '']);
  });

  it('goes on with its numbers where the part before it ends', () => {
    const starts = (parts: readonly Element[]): (string | null)[] =>
      parts.map((part) => part.getAttribute('start'));
    const list = listOf(`7. a\n${'1. a\n'.repeat(chunkSize)}`);
    expect(starts(draw(list))).toEqual(['7', String(7 + chunkSize)]);
    expect(starts(draw(list, { ...list, start: 9 }))).toEqual(['9', String(9 + chunkSize)]);
  });

  it('turns from bullets to numbers with its list', () => {
    const list = items(2);
    expect(draw(list).map(({ localName }) => localName)).toEqual(['ul']);
    expect(draw(list, { ...list, ordered: true, start: 1 }).map(({ localName }) => localName)).toEqual([
      'ol',
    ]);
  });
});

describe('an item', () => {
  const draw = (text: string): Element => {
    const { container } = render(<ListBlock list={listOf(text)} body={() => null} />);
    return container;
  };

  it('of a task says whether it is done', () => {
    const marks = [...draw('- [x] a\n- [ ] b\n- c\n').querySelectorAll('[role=img]')];
    expect(marks.map((mark) => mark.className)).toEqual(['task-mark is-done', 'task-mark']);
    expect(new Set(marks.map((mark) => mark.getAttribute('aria-label'))).size).toBe(2);
  });

  it('stands in a paragraph where the list is loose, and by itself where it is tight', () => {
    expect(draw('- a\n- b\n').querySelectorAll('li > span')).toHaveLength(2);
    expect(draw('- a\n- b\n').querySelectorAll('p')).toHaveLength(0);
    expect(draw('- a\n\n- b\n').querySelectorAll('li > p')).toHaveLength(2);
  });
});

describe('a table that grows', () => {
  const tableOf = (rows: number, row = (n: number) => `| ${n} | x |\n`, head = '| a | b |\n|---|--:|\n') => {
    const [table] = lexBlocks(head + Array.from({ length: rows }, (_, n) => row(n)).join(''), {}).tokens;
    if (table?.type !== 'table') throw new Error('That is no table.');
    return table as Tokens.Table;
  };

  /** Rows whose cells were read for drawing. */
  function drawnRows(before: Tokens.Table, after: Tokens.Table): number[] {
    const { rerender } = render(<TableBlock table={before} />);
    const drawn = new Set<number>();
    for (const [index, cells] of after.rows.entries()) {
      for (const cell of cells) {
        const { tokens } = cell;
        Object.defineProperty(cell, 'tokens', {
          get: () => {
            drawn.add(index);
            return tokens;
          },
        });
      }
    }
    rerender(<TableBlock table={after} />);
    return [...drawn];
  }

  it('draws its new rows alone', () => {
    const table = tableOf(chunkSize + 2);
    const more = tableOf(chunkSize + 3);
    const kept = { ...more, rows: [...table.rows, ...more.rows.slice(-1)] };
    expect(drawnRows(table, kept)).toEqual([chunkSize + 2]);
  });

  it('draws no row that reads as before, though it was read again', () => {
    expect(drawnRows(tableOf(60), tableOf(61))).toEqual([60]);
  });

  it('draws what has changed: a word, a side, a column, and what may name a link', () => {
    expect(
      drawnRows(
        tableOf(5),
        tableOf(5, (n) => `| ${n === 3 ? 'new' : n} | x |\n`),
      ),
    ).toEqual([3]);
    expect(drawnRows(tableOf(3), tableOf(3, undefined, '| a | b |\n|---|:-:|\n'))).toEqual([0, 1, 2]);
    expect(
      drawnRows(
        tableOf(2),
        tableOf(2, (n) => `| ${n} | x | y |\n`, '| a | b | c |\n|---|--:|--|\n'),
      ),
    ).toEqual([0, 1]);
    const linked = () => tableOf(3, (n) => (n === 1 ? '| [n] | x |\n' : `| ${n} | x |\n`));
    expect(drawnRows(linked(), linked())).toEqual([1]);
  });

  it('has a body only where it has rows, and each cell on its side', () => {
    const { container, rerender } = render(<TableBlock table={tableOf(0)} />);
    expect(container.querySelector('tbody')).toBeNull();
    rerender(<TableBlock table={tableOf(1)} />);
    expect([...container.querySelectorAll('tbody td')].map(({ className }) => className)).toEqual([
      '',
      'align-right',
    ]);
    expect([...container.querySelectorAll('thead th')].map(({ className }) => className)).toEqual([
      '',
      'align-right',
    ]);
  });
});

describe('code that grows', () => {
  const lines = (count: number): string => Array.from({ length: count }, (_, n) => `line ${n}`).join('\n');
  const pieces = (container: Element): string[] =>
    [...container.querySelectorAll('code > span')].map(({ textContent }) => textContent ?? '');

  it.each([
    [1, [1]],
    [32, [32]],
    [33, [32, 1]],
    [64, [32, 32]],
    [65, [32, 32, 1]],
    [100, [32, 32, 32, 4]],
  ])('of %d lines stands in pieces of %j', (count, expected) => {
    const { container } = render(<CodeBlock text={lines(count)} language="" />);
    const found = pieces(container);
    expect(found.map((piece) => piece.replace(/\n$/, '').split('\n').length)).toEqual(expected);
    expect(found.join('')).toBe(lines(count));
  });

  it('writes its last piece alone', () => {
    const { container, rerender } = render(<CodeBlock text={lines(70)} language="" />);
    const texts = (): (ChildNode | null)[] =>
      [...container.querySelectorAll('code > span')].map(({ firstChild }) => firstChild);
    const [first, second] = texts();
    const watched = vi.fn();
    const observer = new MutationObserver(watched);
    observer.observe(container, { subtree: true, childList: true, characterData: true });
    rerender(<CodeBlock text={lines(72)} language="" />);
    const changed = observer.takeRecords().map(({ target }) => target);
    observer.disconnect();
    expect(texts().slice(0, 2)).toEqual([first, second]);
    expect(changed).not.toContain(first);
    expect(changed).not.toContain(second);
    expect(pieces(container).join('')).toBe(lines(72));
  });

  it('leaves out the line end of an empty last line, and names its language', () => {
    const { container } = render(<CodeBlock text={'a\n\n'} language="ts title=x" />);
    expect(container.querySelector('code')?.textContent).toBe('a\n');
    expect(container.querySelector('.code-language')?.textContent).toBe('ts');
    expect(container.querySelector('pre')?.getAttribute('aria-label')).toContain('ts');
  });

  it('has a name where its language is not said', () => {
    const { container } = render(<CodeBlock text="a" language="" />);
    expect(container.querySelector('.code-language')?.textContent).not.toBe('');
  });
});
