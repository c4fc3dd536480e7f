import type { ReadFile } from '../../lib/transfer/read-chat-file.ts';
import { readChatFile } from '../../lib/transfer/read-chat-file.ts';
import { createChatSaving } from '../../lib/view/chat-saving.ts';
import { createChatImport, type ChatImport, type ImportState } from '../../lib/view/chat-import.ts';
import type { TransferPort } from '../../lib/view/transfer-tools.ts';
import type { Flow } from './harness.ts';

/* What the dialogs of *Export* and *Import* do, without their faces. */

const pause = (): Promise<void> => Promise.resolve();

export interface SavedFile {
  readonly name: string;
  readonly text: string;
}

/** null: nothing was saved. */
export async function exported(
  flow: Flow,
  port: TransferPort,
  { chatId = null, format = 'json' }: { chatId?: string | null; format?: 'json' | 'markdown' } = {},
): Promise<SavedFile | null> {
  let saved: SavedFile | null = null;
  const run = createChatSaving({
    port,
    chatId,
    now: () => flow.clock.now(),
    saveFile: (name, text) => {
      saved = { name, text: [text].flat().join('') };
    },
  });
  // A page that lost its worker asks again after a moment, which is the flow's to let go by.
  void run.save(format);
  await flow.until(() => run.state().at !== 'running');
  const state = run.state();
  if (state.at !== 'done') throw new Error(JSON.stringify(state));
  return saved;
}

export function importing(flow: Flow, port: TransferPort): ChatImport {
  return createChatImport({ port, now: () => flow.clock.now(), pause });
}

export const fileWith = (content: unknown): Blob =>
  new Blob([typeof content === 'string' ? content : JSON.stringify(content)]);

/** Looked at, and taken in where there is something to take. */
export async function imported(flow: Flow, port: TransferPort, content: unknown): Promise<ImportState> {
  const run = importing(flow, port);
  await run.open(fileWith(content), 'chats.json');
  await run.take();
  return run.state();
}

/** What is in a file that was saved. */
export async function readBack(flow: Flow, file: SavedFile | null): Promise<ReadFile> {
  const read = await readChatFile(fileWith(file?.text ?? ''), { now: flow.clock.now(), pause });
  if (!read.ok) throw new Error(read.failure.code);
  return read.value;
}
