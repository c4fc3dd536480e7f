import { useId, type ReactElement } from 'react';
import type { MaskedItem } from '../../lib/shared/conversation.ts';
import { previewWords } from '../../lib/view/words/preview-words.ts';

interface MaskedListProps {
  items: readonly MaskedItem[];
  /** Absent: it has been sent as it is. */
  onUndo?: ((item: MaskedItem, isUndone: boolean) => void) | undefined;
}

/** What was masked, and what each placeholder stands for; each can be put back, and masked again. */
export function MaskedList({ items, onUndo }: MaskedListProps): ReactElement {
  const id = useId();
  return (
    <ul className="masked-list scrolls-down" aria-label={previewWords.masked.list}>
      {items.map((item, index) => {
        const isUndone = item.isUndone === true;
        return (
          <li key={item.placeholder} className={isUndone ? 'is-undone' : undefined}>
            <span id={`${id}-${index}`} className="masked-item">
              <span>{item.placeholder}</span> <bdi title={item.value}>{item.value}</bdi>
            </span>
            {onUndo && (
              <button
                type="button"
                className="link-button"
                aria-describedby={`${id}-${index}`}
                onClick={() => onUndo(item, !isUndone)}
              >
                {isUndone ? previewWords.masked.again : previewWords.masked.undo}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
