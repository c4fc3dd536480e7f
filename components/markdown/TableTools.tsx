import { use, type ReactElement, type RefObject } from 'react';
import { Copy, Download, Sheet } from 'lucide-react';
import { CurrentPanel } from '../../lib/view/use-panel.ts';
import { richWords } from '../../lib/view/words/rich-words.ts';
import { CopyButton } from '../common/CopyButton.tsx';
import { IconButton } from '../common/IconButton.tsx';
import { tableCells } from './table-cells.ts';
import { tableCsv, tableHtml, tableTabs, type TableRows } from './table-text.ts';

/** Spreadsheets know by it that the file is UTF-8. */
const byteOrderMark = '\uFEFF';

/** What can be done with a table of an answer. */
export function TableTools({ table }: { table: RefObject<HTMLTableElement | null> }): ReactElement {
  const panel = use(CurrentPanel);
  const rows = (): TableRows => (table.current === null ? [] : tableCells(table.current));
  return (
    <span className="table-tools">
      <CopyButton
        label={richWords.copyTable}
        icon={Copy}
        text={() => tableTabs(rows())}
        html={() => tableHtml(rows())}
      />
      <CopyButton label={richWords.copyCsv} icon={Sheet} text={() => tableCsv(rows())} />
      {panel && (
        <IconButton
          label={richWords.saveCsv}
          icon={Download}
          size={15}
          onPress={() => panel.transfer.saveFile('table.csv', byteOrderMark + tableCsv(rows()), 'text/csv')}
        />
      )}
    </span>
  );
}
