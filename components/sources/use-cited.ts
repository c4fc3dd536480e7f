import { useEffect, useMemo, useState } from 'react';
import type { AssistantMessage } from '../../lib/shared/conversation.ts';
import type { DrawCited } from '../markdown/CitedText.tsx';
import type { drawCitedOf } from './cited-sources.tsx';

/** What draws the citations in that answer; null: it has none, or that isn't loaded. */
export function useCited({ id, sources }: AssistantMessage): DrawCited | null {
  const [draw, setDraw] = useState<{ of: typeof drawCitedOf } | null>(null);
  const isCiting = sources.length > 0;
  useEffect(() => {
    if (isCiting)
      import('./sources.ts').then(
        (found) => setDraw({ of: found.drawCitedOf }),
        // Of an extension that was removed under its page: `[1]` stays what it says.
        () => undefined,
      );
  }, [isCiting]);
  // The text is drawn again where it changes: with each change of the message it would cost too much.
  return useMemo(() => (draw && isCiting ? draw.of({ id, sources }) : null), [draw, isCiting, id, sources]);
}
