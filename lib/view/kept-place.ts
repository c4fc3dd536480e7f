/**
 * Where a person was in the panel when its page went away: some browsers reload it as one changes tabs. Numbers and ids,
 * no words. Kept by the page for itself (`sessionStorage`), so it is gone once the panel is closed.
 */
export interface KeptPlace {
  readonly conversationId: string;
  /** Of the box for the next message. */
  readonly caret: KeptCaret | null;
  /** What stood at the upper edge of the transcript; null: its end was in view, and was followed. */
  readonly anchor: KeptAnchor | null;
  /** null: in the box for the next message, where it is from the beginning. */
  readonly focus: KeptFocus | null;
}

export interface KeptCaret {
  readonly start: number;
  readonly end: number;
  readonly isBackward: boolean;
  /** Characters that stood there: with others in it, the place means nothing. */
  readonly length: number;
  /** px that the box was scrolled. */
  readonly top: number;
}

export interface KeptAnchor {
  readonly messageId: string;
  /** Of the message in its conversation. */
  readonly ordinal: number;
  /** Of an answer: which block of which group; null: the message itself. */
  readonly block: readonly [group: number, index: number] | null;
  /** px from the upper edge of the view to that of the block. */
  readonly offset: number;
}

export interface KeptFocus {
  /** null: outside of all messages. */
  readonly messageId: string | null;
  /** Which of what can have the focus there; -1: the message itself. */
  readonly index: number;
}

/** Between a page that was reloaded and its transcript. */
export interface HeldPlace {
  /** The person's place is still to be found: nothing moves the view meanwhile. */
  isHeld: boolean;
  /** Goes to the end and follows it, as where there was no place. The transcript's to set. */
  follow: () => void;
}

export const keptPlaceKey = 'place';

/** Written by this very page a moment ago; all the same no more is believed of it than that it is such a place. */
export function readKeptPlace(text: string | null): KeptPlace | null {
  try {
    const place: unknown = JSON.parse(text ?? 'null');
    return isPlace(place) ? place : null;
  } catch {
    // Not ours, whatever it is: the panel begins as it does for everybody.
    return null;
  }
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const areNumbers = (...values: unknown[]): boolean => values.every((value) => Number.isFinite(value));

function isPlace(value: unknown): value is KeptPlace {
  if (!isFields(value) || typeof value['conversationId'] !== 'string') return false;
  const { caret, anchor, focus } = value;
  return (
    (caret === null ||
      (isFields(caret) && areNumbers(caret['start'], caret['end'], caret['length'], caret['top']))) &&
    (anchor === null ||
      (isFields(anchor) &&
        typeof anchor['messageId'] === 'string' &&
        areNumbers(anchor['offset'], anchor['ordinal']) &&
        (anchor['block'] === null || (Array.isArray(anchor['block']) && areNumbers(...anchor['block']))))) &&
    (focus === null ||
      (isFields(focus) &&
        areNumbers(focus['index']) &&
        (focus['messageId'] === null || typeof focus['messageId'] === 'string')))
  );
}
