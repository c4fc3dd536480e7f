import { useState, type ReactElement } from 'react';
import type { TransferTools } from '../../lib/view/transfer-tools.ts';
import { transferActionWords } from '../../lib/view/words/transfer-action-words.ts';
import { LazyExportDialog, LazyImportDialog, TransferOnDemand } from './transfer-on-demand.tsx';

interface TransferActionsProps {
  tools: TransferTools;
  /** The dialog of an import was closed: there may be more chats than before. */
  onImported?: () => void;
}

/** *Export all* and *Import*. */
export function TransferActions({ tools, onImported }: TransferActionsProps): ReactElement {
  const [open, setOpen] = useState<'export' | 'import' | null>(null);
  const close = (): void => setOpen(null);
  return (
    <>
      <button type="button" className="button" onClick={() => setOpen('export')}>
        {transferActionWords.exportAll}
      </button>
      <button type="button" className="button" onClick={() => setOpen('import')}>
        {transferActionWords.import}
      </button>
      {open !== null && (
        <TransferOnDemand>
          {open === 'export' ? (
            <LazyExportDialog tools={tools} chat={null} onClose={close} />
          ) : (
            <LazyImportDialog
              tools={tools}
              onClose={() => {
                close();
                onImported?.();
              }}
            />
          )}
        </TransferOnDemand>
      )}
    </>
  );
}
