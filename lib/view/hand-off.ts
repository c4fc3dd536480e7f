import { handedOver, type HandedOver } from '../messaging/handed-over.ts';
import type { Panel } from './panel.ts';
import { fillPrompt, type FilledPrompt } from './prompt-choice.ts';
import { handOffWords } from './words/hand-off-words.ts';
import { promptWords } from './words/prompt-words.ts';

/** Where words were put, and what of them is selected: the first blank, or their end. */
export type Placed = (start: number, end: number) => void;

/** Of each panel: requests that it has taken, or is taking. */
const taken = new WeakMap<Panel, Set<string>>();

/**
 * Takes what was asked for outside of our pages, as by the browser's menu, once: the page that it is about is attached, and its
 * words come behind what stands in the composer. Nothing is sent. What can't be taken now waits, and is told of again when
 * the panel opens.
 * @param told by the background
 */
export async function takeHandOff(panel: Panel, told: unknown, placed: Placed): Promise<void> {
  const read = handedOver.safeParse(told);
  if (!read.success) return;
  const { id, kind, about } = read.data;
  const before = taken.get(panel) ?? new Set();
  taken.set(panel, before);
  // Told again, as by another worker or because the panel has opened just now: its command is on its way, or done.
  if (before.has(id)) return;
  before.add(id);
  // Where it is told again, an empty chat stays the one it is.
  if (kind === 'new-chat') panel.actions.newChat();
  const filled = wordsOf(read.data);
  const taking = take(panel, id, filled.text);
  if (about !== null) panel.actions.attachForWords(taking);
  const { isTaken, isHere } = await taking;
  if (!isTaken) before.delete(id);
  if (!isHere) return;
  const at = filled.text === '' ? panel.draft.state().text.length : put(panel, filled.text, about);
  placed(at + filled.selection[0], at + filled.selection[1]);
}

interface Taken {
  /** false: it waits. */
  readonly isTaken: boolean;
  /** By this panel, and the chat with its words is on screen. */
  readonly isHere: boolean;
  /** With the page that it is about. */
  readonly ok: boolean;
}

async function take(panel: Panel, id: string, words: string): Promise<Taken> {
  const { store, accountPort } = panel;
  const shown = (): string | undefined => store.state().conversation?.id;
  const about = shown();
  // By the port that stores first what stands in the composer: the words are put behind it.
  const reply = await accountPort.request({ type: 'hand-off/take', id, words });
  if (!reply.ok) {
    // Another chat was opened meanwhile: it is for that one then.
    if (reply.failure.code === 'conversation-changed') return take(panel, id, words);
    store.change((state) => ({ ...state, refusal: reply.failure }));
    return { isTaken: false, isHere: false, ok: false };
  }
  const isOurs = reply.value !== null;
  const refusal = reply.value?.refusal ?? null;
  if (isOurs) store.change((state) => ({ ...state, refusal }));
  return {
    isTaken: true,
    isHere: isOurs && (words === '' || shown() === about),
    ok: isOurs && refusal === null,
  };
}

function wordsOf({ kind, about, text = '' }: HandedOver): FilledPrompt {
  switch (kind) {
    case 'explain':
    case 'summarise':
    case 'translate':
      return plain(handOffWords[kind][about ?? 'page']);
    case 'prompt':
      return fillPrompt(text, promptWords.blanks);
    case 'typed':
      return plain(text);
    case 'ask':
    case 'new-chat':
      return plain('');
    default:
      return kind satisfies never;
  }
}

const plain = (text: string): FilledPrompt => ({
  text,
  selection: [text.length, text.length],
  isOfPage: false,
});

/** Behind what stands there, a message that is being changed included: its words become those of a new one. Returns where. */
function put({ draft, store }: Panel, words: string, about: HandedOver['about']): number {
  const { text: changed, editing, again } = draft.state();
  const edited = editing ?? again;
  let kept = '';
  if (edited !== null) {
    const message = store.state().messages.find(({ id }) => id === edited);
    kept = message?.text === changed ? '' : changed;
    draft.cancelEdit();
  }
  const before = joined(draft.state().text, kept);
  const all = joined(before, words);
  draft.type(all, about === 'selection' ? 'of-selection' : undefined);
  return all.length - words.length;
}

const joined = (...texts: string[]): string => texts.filter((text) => text !== '').join('\n');
