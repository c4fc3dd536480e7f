import { memo, useRef, type ReactElement, type ReactNode } from 'react';
import { blockDirection } from '../../lib/markdown/text-direction.ts';
import type { Alignment, Table } from '../../lib/markdown/tree.ts';
import { words } from '../../lib/view/words/panel-words.ts';
import { chunks } from './chunks.ts';
import { InlineText } from './InlineText.tsx';
import { useRich } from './use-rich.ts';

interface TableBlockProps {
  table: Table;
  /** Its last row is still being written. */
  isOpen: boolean;
}

export function TableBlock({ table, isOpen }: TableBlockProps): ReactElement {
  const rich = useRich();
  const drawn = useRef<HTMLTableElement>(null);
  const { align, head } = table;
  const parts = chunks(table.rows);
  return (
    <figure className="table-block">
      {/* Wide tables scroll by themselves; focusable, so that the keyboard can scroll them too. */}
      <div
        className="table-scroll scrolls-sideways"
        tabIndex={0}
        role="group"
        aria-label={words.markdown.table}
      >
        <table ref={drawn} dir={blockDirection(table)}>
          <thead>
            <Row cells={head} align={align} isHead isOpen={isOpen && parts.length === 0} />
          </thead>
          {parts.length > 0 && (
            <tbody>
              {parts.map((rows, index) => (
                <Rows key={index} rows={rows} align={align} isOpen={isOpen && index === parts.length - 1} />
              ))}
            </tbody>
          )}
        </table>
      </div>
      {/* Its room is there from the start: nothing moves when the buttons come. Of a table in the making nothing is taken along. */}
      <figcaption>{rich && !isOpen && <rich.TableTools table={drawn} />}</figcaption>
    </figure>
  );
}

interface RowsProps {
  rows: readonly (readonly string[])[];
  align: readonly Alignment[];
  isOpen: boolean;
}

/** While a table grows, all of these but the last stay as they are. */
const Rows = memo(
  function Rows({ rows, align, isOpen }: RowsProps): ReactNode {
    return rows.map((cells, index) => (
      <Row
        key={index}
        cells={cells}
        align={align}
        isHead={false}
        isOpen={isOpen && index === rows.length - 1}
      />
    ));
  },
  (before, after) =>
    before.align === after.align &&
    before.isOpen === after.isOpen &&
    before.rows.length === after.rows.length &&
    before.rows.every((cells, index) => cells === after.rows[index]),
);

interface RowProps {
  cells: readonly string[];
  align: readonly Alignment[];
  isHead: boolean;
  isOpen: boolean;
}

const Row = memo(function Row({ cells, align, isHead, isOpen }: RowProps): ReactElement {
  const Cell = isHead ? 'th' : 'td';
  const open = isOpen ? cells.findLastIndex((text) => text !== '') : -1;
  return (
    <tr>
      {align.map((side, index) => (
        <Cell key={index} dir="auto" className={side === null ? undefined : `align-${side}`}>
          <InlineText text={cells[index] ?? ''} isOpen={index === open} isCell />
        </Cell>
      ))}
    </tr>
  );
});
