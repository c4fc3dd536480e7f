import { useEffect, useRef, useState, useSyncExternalStore, type ReactElement } from 'react';
import { createChatImport, type ImportState } from '../../lib/view/chat-import.ts';
import type { TransferTools } from '../../lib/view/transfer-tools.ts';
import { transferWords } from '../../lib/view/words/transfer-words.ts';
import { ImportPreviewPart } from './ImportPreviewPart.tsx';
import { TransferDialog } from './TransferDialog.tsx';

interface ImportDialogProps {
  tools: TransferTools;
  onClose: () => void;
}

const words = transferWords.importing;

/** A file is chosen, what is in it is shown, and then, if somebody wants it, it is added. */
export function ImportDialog({ tools, onClose }: ImportDialogProps): ReactElement {
  const [store] = useState(() => createChatImport({ ...tools, now: Date.now, pause: nextTurn }));
  const state = useSyncExternalStore(store.subscribe, store.state);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => store.cancel, [store]);
  const isRunning = state.at === 'reading' || state.at === 'checking' || state.at === 'running';
  const isWanted = state.at === 'ready' && state.preview.fresh + state.preview.copies > 0;

  return (
    <TransferDialog
      title={words.title}
      status={told(state)}
      trouble={troubleOf(state)}
      progress={state.at === 'checking' || state.at === 'running' ? state : null}
      isRunning={isRunning}
      onClose={onClose}
      onCancel={store.cancel}
      actions={
        !isRunning && (
          <>
            <button type="button" className="button" onClick={() => input.current?.click()}>
              {state.at === 'choosing' && state.damage === null ? words.choose : words.chooseOther}
            </button>
            {isWanted && (
              <button type="button" className="button is-primary" onClick={() => void store.take()}>
                {state.done > 0 ? words.goOn : words.confirm(state.preview.fresh + state.preview.copies)}
              </button>
            )}
          </>
        )
      }
    >
      <input
        ref={input}
        type="file"
        hidden
        accept=".json,application/json"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file !== undefined) void store.open(file, file.name);
          // The same file once more, mended meanwhile, is a change as well.
          currentTarget.value = '';
        }}
      />
      {state.at === 'choosing' && <p>{words.intro}</p>}
      {tools.isPrivate && <p className="transfer-note">{words.isPrivate}</p>}
      {state.at === 'ready' && <ImportPreviewPart preview={state.preview} />}
    </TransferDialog>
  );
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

function told(state: ImportState): string {
  switch (state.at) {
    case 'choosing':
      return state.isCancelled === true ? words.cancelled : '';
    case 'reading':
      return words.reading(state.name);
    case 'checking':
      return words.checking(state.of);
    case 'ready': {
      const { chats, from, to, fresh, copies } = state.preview;
      if (state.done > 0) return words.part(state.done, fresh + copies);
      return chats === 0 ? words.nothingNew : words.found(chats, from, to);
    }
    case 'running':
      return words.running(state.of);
    case 'done':
      return words.done(state.imported) + (state.refused > 0 ? words.refused(state.refused) : '');
    case 'moved':
      return words.moved(state.imported);
    default:
      return state satisfies never;
  }
}

function troubleOf(state: ImportState): string {
  if (state.at === 'choosing' && state.damage !== null) return transferWords.file(state.damage);
  const problem = state.at === 'choosing' || state.at === 'ready' ? state.problem : null;
  return problem === null ? '' : transferWords.trouble(problem.code);
}
