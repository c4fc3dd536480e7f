import { memo, useRef, type ReactElement, type ReactNode } from 'react';
import type { Tokens } from 'marked';
import { words } from '../../lib/view/words/panel-words.ts';
import { chunks } from './chunks.ts';
import { inline } from './inline.tsx';
import { useRich } from './use-rich.ts';

type Cells = readonly Tokens.TableCell[];

export function TableBlock({ table }: { table: Tokens.Table }): ReactElement {
  const rich = useRich();
  const drawn = useRef<HTMLTableElement>(null);
  return (
    <figure className="table-block">
      {/* Wide tables scroll by themselves; focusable, so that the keyboard can scroll them too. */}
      <div
        className="table-scroll scrolls-sideways"
        tabIndex={0}
        role="group"
        aria-label={words.markdown.table}
      >
        <table ref={drawn}>
          <thead>
            <Row cells={table.header} header />
          </thead>
          {table.rows.length > 0 && (
            <tbody>
              {chunks(table.rows).map((rows, index) => (
                <Rows key={index} rows={rows} />
              ))}
            </tbody>
          )}
        </table>
      </div>
      {/* Its room is there from the start: nothing moves when the buttons come. */}
      <figcaption>{rich && <rich.TableTools table={drawn} />}</figcaption>
    </figure>
  );
}

/** While a table grows, all of these but the last stay as they are. */
const Rows = memo(
  function Rows({ rows }: { rows: readonly Cells[] }): ReactNode {
    return rows.map((cells, index) => <Row key={index} cells={cells} header={false} />);
  },
  (before, after) =>
    before.rows.length === after.rows.length &&
    before.rows.every((cells, index) => cells === after.rows[index]),
);

interface RowProps {
  cells: Cells;
  header: boolean;
}

/** Compared by its words, save where they may name a link: a definition elsewhere changes what they mean. */
const Row = memo(
  function Row({ cells, header }: RowProps): ReactElement {
    const Cell = header ? 'th' : 'td';
    return (
      <tr>
        {cells.map((cell, index) => (
          <Cell key={index} className={cell.align ? `align-${cell.align}` : undefined}>
            {inline(cell.tokens, 0)}
          </Cell>
        ))}
      </tr>
    );
  },
  ({ cells: before }, { cells: after }) =>
    before === after ||
    (before.length === after.length && before.every((cell, index) => sameCell(cell, after[index] ?? null))),
);

function sameCell(before: Tokens.TableCell, after: Tokens.TableCell | null): boolean {
  return before.text === after?.text && before.align === after.align && !before.text.includes('[');
}
