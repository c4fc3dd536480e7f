// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { chunkSize } from '../../components/markdown/chunks.ts';
import { CodeBlock } from '../../components/markdown/CodeBlock.tsx';
import { ListBlock } from '../../components/markdown/ListBlock.tsx';
import { TableBlock } from '../../components/markdown/TableBlock.tsx';
import { createMarkdownReader } from '../../lib/markdown/markdown-reader.ts';
import type { List, MarkdownBlock, Table } from '../../lib/markdown/tree.ts';

/*
 * What is finished costs nothing while an answer grows. What was drawn again is told by who was asked for it: an item with
 * a quotation in it asks for its body, a cell of a table is read by its words.
 */
afterEach(cleanup);

const blockOf = <Type extends MarkdownBlock['type']>(
  text: string,
  type: Type,
): MarkdownBlock & { type: Type } => {
  const [block] = createMarkdownReader().read(text, true).blocks;
  if (block?.type !== type) throw new Error(`That is no ${type}.`);
  return block as MarkdownBlock & { type: Type };
};
const listOf = (text: string): List => blockOf(text, 'list');

/** The same list at two lengths, as one reader tells of it. */
function growing(...texts: readonly string[]): readonly List[] {
  const reader = createMarkdownReader();
  return texts.map((text) => {
    const [block] = reader.read(text, false).blocks;
    if (block?.type !== 'list') throw new Error('That is no list.');
    return block;
  });
}

/** Items of which each has a body, numbered from 0. */
const quoted = (count: number, mark = '-'): string =>
  Array.from({ length: count }, (_, n) => `${mark} item ${n}\n  > quote ${n}\n`).join('');

const wordsOf = (blocks: readonly MarkdownBlock[]): string =>
  blocks
    .map((block) => ('text' in block ? block.text : 'blocks' in block ? wordsOf(block.blocks) : ''))
    .join(' ');

const bodies = () => vi.fn((blocks: readonly MarkdownBlock[], _isOpen: boolean) => <i>{wordsOf(blocks)}</i>);

/** Draws the first, then the second, and tells which bodies the second asked for. */
function drawnAgain(before: List | undefined, after: List | undefined, isOpen = false): readonly string[] {
  if (before === undefined || after === undefined) throw new Error('There is no list.');
  const body = bodies();
  const { rerender } = render(<ListBlock list={before} isOpen={isOpen} body={body} />);
  body.mockClear();
  rerender(<ListBlock list={after} isOpen={isOpen} body={body} />);
  return body.mock.calls.map(([blocks]) => wordsOf(blocks));
}

describe('a list that grows', () => {
  it('asks for the bodies of its new items alone, and of the one that was open', () => {
    for (const count of [20, chunkSize - 1, chunkSize, 60])
      for (const isOpen of [false, true]) {
        const [before, after] = growing(quoted(count), quoted(count + 1));
        expect(drawnAgain(before, after, isOpen)).toEqual([`quote ${count - 1}`, `quote ${count}`]);
      }
  });

  it('asks for the one that has changed', () => {
    const list = listOf(quoted(60));
    const changed = list.items.map((item, index) => (index === 7 ? listOf('- a\n  > new').items[0] : item));
    expect(drawnAgain(list, { ...list, items: changed.filter((item) => item !== undefined) })).toEqual([
      'new',
    ]);
  });

  it('asks for none where it turns loose: only what stands around their words is another', () => {
    const list = listOf(quoted(3));
    const { container, rerender } = render(<ListBlock list={list} isOpen={false} body={() => null} />);
    expect(container.querySelectorAll('li > span')).toHaveLength(3);
    rerender(<ListBlock list={{ ...list, isTight: false }} isOpen={false} body={() => null} />);
    expect(container.querySelectorAll('li > p')).toHaveLength(3);
    cleanup();
    expect(drawnAgain(list, { ...list, isTight: false })).toEqual([]);
    expect(drawnAgain(list, { ...list })).toEqual([]);
  });
});

describe('a list of several parts', () => {
  const draw = (list: List, next: List = list): Element[] => {
    const { container, rerender } = render(<ListBlock list={list} isOpen={false} body={() => null} />);
    rerender(<ListBlock list={next} isOpen={false} body={() => null} />);
    return [...container.children];
  };
  const items = (count: number, text = '- a\n'): List => listOf(text.repeat(count));
  const joined = (list: List, more: List): List => ({ ...list, items: [...list.items, ...more.items] });
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
    expect(draw(list, { ...list, start: 1 }).map(({ localName }) => localName)).toEqual(['ol']);
  });
});

describe('an item', () => {
  const draw = (text: string): Element => {
    const { container } = render(<ListBlock list={listOf(text)} isOpen={false} body={() => null} />);
    return container;
  };

  it('of a task says whether it is done, in front of its words', () => {
    const marks = [...draw('- [x] a\n- [ ] b\n- c\n\n').querySelectorAll('[role=img]')];
    expect(marks.map((mark) => mark.className)).toEqual(['task-mark is-done', 'task-mark']);
    expect(new Set(marks.map((mark) => mark.getAttribute('aria-label'))).size).toBe(2);
    expect(marks.map((mark) => mark.parentElement?.textContent)).toEqual(['a', 'b']);
  });

  it('stands in a paragraph where the list is loose, and by itself where it is tight', () => {
    expect(draw('- a\n- b\n').querySelectorAll('li > span')).toHaveLength(2);
    expect(draw('- a\n- b\n').querySelectorAll('p')).toHaveLength(0);
    expect(draw('- a\n\n- b\n').querySelectorAll('li > p')).toHaveLength(2);
  });
});

describe('a table that grows', () => {
  const row = (n: number): string => `| ${n} | x |\n`;
  const textOf = (rows: number, line = row, head = '| a | b |\n|---|--:|\n'): string =>
    head + Array.from({ length: rows }, (_, n) => line(n)).join('');

  function tables(...texts: readonly string[]): readonly Table[] {
    const reader = createMarkdownReader();
    return texts.map((text) => {
      const [block] = reader.read(text, false).blocks;
      if (block?.type !== 'table') throw new Error('That is no table.');
      return block;
    });
  }

  /** Rows whose words were read for drawing. */
  function drawnRows(before: Table | undefined, after: Table | undefined, isOpen = false): number[] {
    if (before === undefined || after === undefined) throw new Error('There is no table.');
    const drawn = new Set<number>();
    const watched = new Map<readonly string[], readonly string[]>();
    const watch = (cells: readonly string[], index: number): readonly string[] => {
      const known =
        watched.get(cells) ??
        new Proxy(cells, {
          get(target, name, receiver) {
            if (name === '0') drawn.add(index);
            return Reflect.get(target, name, receiver);
          },
        });
      watched.set(cells, known);
      return known;
    };
    const { rerender } = render(
      <TableBlock table={{ ...before, rows: before.rows.map(watch) }} isOpen={isOpen} />,
    );
    drawn.clear();
    rerender(<TableBlock table={{ ...after, rows: after.rows.map(watch) }} isOpen={isOpen} />);
    return [...drawn];
  }

  it('draws its new rows alone', () => {
    for (const count of [5, chunkSize, chunkSize + 2, 60]) {
      const [before, after] = tables(textOf(count), textOf(count + 1));
      expect(drawnRows(before, after)).toEqual([count]);
    }
  });

  it('draws the one before once more where that was still being written', () => {
    const [before, after] = tables(textOf(5), textOf(6));
    expect(drawnRows(before, after, true)).toEqual([4, 5]);
  });

  it('has a body only where it has rows, and each cell on its side, one that was left out, too', () => {
    const [none, one] = tables(
      textOf(0),
      textOf(1, () => '| a |\n'),
    );
    if (none === undefined || one === undefined) throw new Error('There is no table.');
    const { container, rerender } = render(<TableBlock table={none} isOpen={false} />);
    expect(container.querySelector('tbody')).toBeNull();
    rerender(<TableBlock table={one} isOpen={false} />);
    const classes = (cells: string): string[] =>
      [...container.querySelectorAll(cells)].map(({ className }) => className);
    expect(classes('tbody td')).toEqual(['', 'align-right']);
    expect(classes('thead th')).toEqual(['', 'align-right']);
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
    const { container } = render(<CodeBlock text={lines(count)} language="" isOpen={false} />);
    const found = pieces(container);
    expect(found.map((piece) => piece.replace(/\n$/, '').split('\n').length)).toEqual(expected);
    expect(found.join('')).toBe(lines(count));
  });

  it('writes its last piece alone', () => {
    const { container, rerender } = render(<CodeBlock text={lines(70)} language="" isOpen={false} />);
    const texts = (): (ChildNode | null)[] =>
      [...container.querySelectorAll('code > span')].map(({ firstChild }) => firstChild);
    const [first, second] = texts();
    const watched = vi.fn();
    const observer = new MutationObserver(watched);
    observer.observe(container, { subtree: true, childList: true, characterData: true });
    rerender(<CodeBlock text={lines(72)} language="" isOpen={false} />);
    const changed = observer.takeRecords().map(({ target }) => target);
    observer.disconnect();
    expect(texts().slice(0, 2)).toEqual([first, second]);
    expect(changed).not.toContain(first);
    expect(changed).not.toContain(second);
    expect(pieces(container).join('')).toBe(lines(72));
  });

  it('leaves out the line end of an empty last line, and names its language', () => {
    const { container } = render(<CodeBlock text={'a\n\n'} language="ts title=x" isOpen={false} />);
    expect(container.querySelector('code')?.textContent).toBe('a\n');
    expect(container.querySelector('.code-language')?.textContent).toBe('ts');
    expect(container.querySelector('pre')?.getAttribute('aria-label')).toContain('ts');
  });

  it('has a name where its language is not said', () => {
    const { container } = render(<CodeBlock text="a" language="" isOpen={false} />);
    expect(container.querySelector('.code-language')?.textContent).not.toBe('');
  });
});
