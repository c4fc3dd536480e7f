import type { ReactElement } from 'react';
import type { Tokens } from 'marked';
import { words } from '../../lib/view/words.ts';
import { inline } from './inline.tsx';

export function TableBlock({ table }: { table: Tokens.Table }): ReactElement {
  return (
    // Wide tables scroll by themselves; focusable, so that the keyboard can scroll them too.
    <div className="table-scroll" tabIndex={0} role="group" aria-label={words.markdown.table}>
      <table>
        <thead>
          <Row cells={table.header} header />
        </thead>
        {table.rows.length > 0 && (
          <tbody>
            {table.rows.map((cells, index) => (
              <Row key={index} cells={cells} header={false} />
            ))}
          </tbody>
        )}
      </table>
    </div>
  );
}

function Row({ cells, header }: { cells: readonly Tokens.TableCell[]; header: boolean }): ReactElement {
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
}
