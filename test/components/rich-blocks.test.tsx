import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Markdown } from '../../components/markdown/Markdown.tsx';
import { MathText } from '../../components/markdown/MathText.tsx';
import { tableCsv, tableHtml, tableTabs } from '../../components/markdown/table-text.ts';
import { typeset } from '../../lib/math/math-worker.ts';
import { createPanel, type PanelOptions } from '../../lib/view/panel.ts';
import { CurrentPanel } from '../../lib/view/use-panel.ts';
import { createFakePagePort } from '../doubles/fake-page-port.ts';

afterEach(() => void vi.unstubAllGlobals());

const panelOf = (options: Partial<PanelOptions>) =>
  createPanel({
    port: createFakePagePort(),
    openOptions: () => undefined,
    restart: () => undefined,
    askAccess: () => Promise.resolve(false),
    ...options,
  });

async function draw(text: string, options: Partial<PanelOptions> = {}): Promise<HTMLElement> {
  const panel = panelOf(options);
  const { container } = render(
    <CurrentPanel value={panel}>
      <Markdown text={text} isComplete />
    </CurrentPanel>,
  );
  await act(() => vi.dynamicImportSettled());
  return container;
}
const press = (name: string): boolean => fireEvent.click(screen.getByRole('button', { name }));

describe('code of an answer', () => {
  it('is called by the name of its language, and saved as a file of it', async () => {
    const saveFile = vi.fn<NonNullable<PanelOptions['saveFile']>>();
    const container = await draw('```ts\nconst a = 1;\n```', { saveFile });
    expect(container.querySelector('.code-language')?.textContent).toBe('TypeScript');
    press('Save as file');
    expect(saveFile).toHaveBeenCalledWith('code.ts', 'const a = 1;', 'text/plain');
  });

  it('wraps its lines for all code of the page', async () => {
    await draw('```\na\n```\n\n```\nb\n```');
    const [first, second] = screen.getAllByRole('button', { name: 'Wrap lines' });
    expect(second?.getAttribute('aria-pressed')).toBe('false');
    if (first) fireEvent.click(first);
    expect(second?.getAttribute('aria-pressed')).toBe('true');
    expect(document.documentElement.dataset['wrapsCode']).toBe('');
    if (second) fireEvent.click(second);
    expect(document.documentElement.dataset['wrapsCode']).toBeUndefined();
  });
});

describe('a table of an answer', () => {
  it('is taken along as it is read', async () => {
    const saveFile = vi.fn<NonNullable<PanelOptions['saveFile']>>();
    await draw('| a | b |\n| - | - |\n| **x**, "y" | =1+1 |', { saveFile });
    press('Save as CSV');
    expect(saveFile).toHaveBeenCalledWith('table.csv', '\uFEFFa,b\r\n"x, ""y""",\'=1+1\r\n', 'text/csv');
    const write = vi.fn<(items: { parts: Record<string, Blob | Promise<Blob>> }[]) => Promise<void>>(() =>
      Promise.resolve(),
    );
    vi.stubGlobal(
      'ClipboardItem',
      class {
        readonly parts: unknown;
        constructor(parts: unknown) {
          this.parts = parts;
        }
      },
    );
    vi.stubGlobal('navigator', { clipboard: { write } });
    press('Copy table');
    const { parts } = write.mock.calls[0]?.[0][0] ?? {};
    expect(await (await parts?.['text/plain'])?.text()).toBe('a\tb\nx, "y"\t\'=1+1');
    expect(await (await parts?.['text/html'])?.text()).toContain(
      '<td>x, &quot;y&quot;</td><td>&#39;=1+1</td>',
    );
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+SUM(A1)', "'+SUM(A1)"],
    ['-2+3', "'-2+3"],
    ['@cmd', "'@cmd"],
    ['\u200B=1', "'\u200B=1"],
    ['＝1+1', "'＝1+1"],
    ['-5', '-5'],
    ['+3.2 %', '+3.2 %'],
    ['-$1,200.50', '"-$1,200.50"'],
    ['-', '-'],
    ['a=b', 'a=b'],
    ['a\nb', '"a\nb"'],
  ])('%j is %j in a spreadsheet', (cell, field) => {
    expect(tableCsv([[cell]])).toBe(`${field}\r\n`);
  });

  it('is text in HTML, and one line in a row of tabs', () => {
    expect(tableHtml([['<img src=x>'], ['a\nb & "c"']])).toBe(
      '<table><thead><tr><th>&lt;img src=x&gt;</th></tr></thead><tbody><tr><td>a<br>b &amp; &quot;c&quot;</td></tr></tbody></table>',
    );
    expect(tableTabs([['a\tb', 'c\nd']])).toBe('a b\tc d');
  });
});

describe('a formula of an answer', () => {
  it('is drawn once it has been read, and stays as written where it can not be', async () => {
    const panel = panelOf({
      startTypesetter: (heard) => ({
        post: (said) => queueMicrotask(() => heard(typeset(said))),
        close: () => undefined,
      }),
    });
    const { container } = render(
      <CurrentPanel value={panel}>
        <MathText tex="x^2" isDisplay={false} />
        <MathText tex="\\frac{" isDisplay />
      </CurrentPanel>,
    );
    expect(container.querySelector('code')?.textContent).toBe('x^2');
    await waitFor(() => expect(container.querySelector('math')?.textContent).toBe('x2'));
    expect(container.querySelector('.is-display code')?.textContent).toBe('\\\\frac{');
  });
});
