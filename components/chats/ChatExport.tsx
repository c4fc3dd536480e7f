import { useState, type ReactElement } from 'react';
import { Download } from 'lucide-react';
import type { TransferTools } from '../../lib/view/transfer-tools.ts';
import { transferActionWords } from '../../lib/view/words/transfer-action-words.ts';
import { IconButton } from '../common/IconButton.tsx';
import { LazyExportDialog, TransferOnDemand } from './transfer-on-demand.tsx';

interface ChatExportProps {
  tools: TransferTools;
  chat: { readonly id: string; readonly title: string };
  tabIndex?: number | undefined;
  /** The id of the title, where that stands beside it. */
  describedBy?: string | undefined;
}

/** *Export*, of one chat. */
export function ChatExport({ tools, chat, tabIndex, describedBy }: ChatExportProps): ReactElement {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <IconButton
        label={transferActionWords.exportOne}
        icon={Download}
        onPress={() => setOpen(true)}
        size={15}
        tabIndex={tabIndex}
        describedBy={describedBy}
      />
      {isOpen && (
        <TransferOnDemand>
          <LazyExportDialog tools={tools} chat={chat} onClose={() => setOpen(false)} />
        </TransferOnDemand>
      )}
    </>
  );
}
