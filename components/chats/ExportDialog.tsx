import { useEffect, useState, useSyncExternalStore, type ReactElement } from 'react';
import { createChatSaving, type ExportState } from '../../lib/view/chat-saving.ts';
import type { TransferTools } from '../../lib/view/transfer-tools.ts';
import { transferWords } from '../../lib/view/words/transfer-words.ts';
import { TransferDialog } from './TransferDialog.tsx';

interface ExportDialogProps {
  tools: TransferTools;
  /** null: all. */
  chat: { readonly id: string; readonly title: string } | null;
  onClose: () => void;
}

const words = transferWords.exporting;

/** Says what will be in the file before there is one. */
export function ExportDialog({ tools, chat, onClose }: ExportDialogProps): ReactElement {
  const [store] = useState(() => createChatSaving({ ...tools, chatId: chat?.id ?? null, now: Date.now }));
  const state = useSyncExternalStore(store.subscribe, store.state);
  useEffect(() => store.cancel, [store]);
  const isRunning = state.at === 'running';

  return (
    <TransferDialog
      title={words.title(chat && (chat.title || words.untitled))}
      status={told(state)}
      trouble={state.at === 'asking' && state.problem ? transferWords.trouble(state.problem.code) : ''}
      progress={isRunning ? state : null}
      isRunning={isRunning}
      onClose={onClose}
      onCancel={store.cancel}
      actions={
        state.at === 'asking' && (
          <>
            {chat && (
              <button type="button" className="button" onClick={() => void store.save('markdown')}>
                {words.markdown}
              </button>
            )}
            <button type="button" className="button is-primary" onClick={() => void store.save('json')}>
              {words.json}
            </button>
          </>
        )
      }
    >
      <p>{words.holds}</p>
      <p>{words.holdsNot}</p>
      <p>{chat ? `${words.jsonHelp} ${words.markdownHelp}` : `${words.whose} ${words.jsonHelp}`}</p>
    </TransferDialog>
  );
}

function told(state: ExportState): string {
  switch (state.at) {
    case 'asking':
      return state.isCancelled ? words.cancelled : '';
    case 'running':
      return words.running(state.of);
    case 'done':
      return state.saved === 0 ? words.nothing : words.done(state.saved, state.gone);
    default:
      return state satisfies never;
  }
}
