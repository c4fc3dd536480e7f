import type { Preferences } from '../config/preferences-record.ts';

/** Of a `KeyboardEvent`, what decides. */
export interface KeyPress {
  readonly key: string;
  /** Of the key itself, whatever it types: input methods report `Process` for `key`. */
  readonly code: string;
  readonly keyCode: number;
  readonly isComposing: boolean;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

export type ComposerKey = 'send' | 'edit-last' | 'cancel' | null;

/** What a key means in the composer. `isEmpty`: nothing stands in it. null: it is the box's own. */
export function composerKey(
  press: KeyPress,
  { sendWith, isEmpty }: { sendWith: Preferences['sendWith']; isEmpty: boolean },
): ComposerKey {
  if (press.key === 'Enter') return sends(press, sendWith) ? 'send' : null;
  if (press.key === 'ArrowUp') return isEmpty ? 'edit-last' : null;
  return press.key === 'Escape' ? 'cancel' : null;
}

function sends({ shiftKey, ctrlKey, metaKey }: KeyPress, sendWith: Preferences['sendWith']): boolean {
  return sendWith === 'enter' ? !shiftKey : ctrlKey || metaKey;
}

/** What a keyboard on the screen writes on its Enter. */
export const enterKeyHints = { enter: 'send', 'modifier-enter': 'enter' } as const;

/** Knows which presses were for an input method. */
export interface CompositionGuard {
  /** Whether this press, or the same one told a second time, was for the input method. */
  takes(press: KeyPress): boolean;
  released(code: string): void;
  /** The box has lost the keyboard, and with it the ends of presses. */
  reset(): void;
}

/**
 * Three orders are known. Chromium and Firefox tell the press first, as composing; Safari ends the composition first and
 * then tells the press, which only its 229 betrays; Chromium with a Korean method tells the press twice, the second time
 * after the end, as if it were an Enter of its own. A key is for the method until it is let go.
 */
export function createCompositionGuard(): CompositionGuard {
  const held = new Set<string>();
  return {
    takes({ isComposing, keyCode, code }) {
      if (!isComposing && keyCode !== 229) return held.has(code);
      held.add(code);
      return true;
    },
    released: (code) => void held.delete(code),
    reset: () => held.clear(),
  };
}
