import { useEffect, useState, type ReactNode } from 'react';
import { unmask, maskedPieces } from '../../lib/masking/unmask.ts';
import type { MaskedItem, Message } from '../../lib/shared/conversation.ts';
import { isEqual } from '../../lib/shared/equal.ts';
import { usePanelState } from '../../lib/view/use-panel.ts';
import { attachedWords } from '../../lib/view/words/attached-words.ts';
import type { ShownMasks } from '../markdown/shown-masks.ts';
import { splitText } from '../markdown/split-text.ts';

/** Tells what the placeholders of the chat on screen stand for; draws nothing itself. */
export function MaskWatch({ onMasks }: { onMasks: (masks: ShownMasks | null) => void }): null {
  const messages = usePanelState((state) => state.messages);
  const copies = usePanelState((state) => state.preferences.maskedCopy);
  const [items, setItems] = useState<readonly MaskedItem[]>([]);
  // What is drawn is drawn anew only where a value has come, and not with each message.
  useEffect(() => setItems((before) => asBefore(before, masksIn(messages))), [messages]);
  useEffect(() => {
    onMasks(shownMasks(items, copies));
    return () => onMasks(null);
  }, [items, copies, onMasks]);
  return null;
}

function masksIn(messages: readonly Message[]): MaskedItem[] {
  return messages.flatMap((message) =>
    message.role === 'user' ? message.attachments.flatMap(({ masked = [] }) => masked) : [],
  );
}

function asBefore(before: readonly MaskedItem[], now: readonly MaskedItem[]): readonly MaskedItem[] {
  return isEqual(before, now) ? before : now;
}

function shownMasks(items: readonly MaskedItem[], copies: 'values' | 'placeholders'): ShownMasks {
  const plain = (text: string): string => unmask(text, items);
  return {
    draw: (text) => drawn(text, items),
    plain,
    copied: copies === 'values' ? plain : (text) => text,
  };
}

function drawn(text: string, items: readonly MaskedItem[]): ReactNode {
  const pieces = maskedPieces(text, items);
  if (pieces.every(({ item }) => item === undefined)) return splitText(text);
  return pieces.map(({ text: piece, item }, index) =>
    item === undefined ? (
      <span key={index}>{splitText(piece)}</span>
    ) : (
      <bdi key={index} className="unmasked" title={attachedWords.unmasked(piece)}>
        {item.value}
      </bdi>
    ),
  );
}
