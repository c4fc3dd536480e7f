import { useState, type ReactElement } from 'react';
import { TextSearch } from 'lucide-react';
import type { ShownPlace } from '../../lib/messaging/place-rows.ts';
import type { QuotedPlace } from '../../lib/passages/quoted-place.ts';
import { showOnPage } from '../../lib/view/show-on-page.ts';
import { usePanel } from '../../lib/view/use-panel.ts';
import { placeWords } from '../../lib/view/words/place-words.ts';
import { IconButton } from '../common/IconButton.tsx';

interface ShowOnPageProps {
  /** The question that took the page along. */
  questionId: string;
  place: QuotedPlace;
  /** What it leads to, in words. */
  to: string;
}

/** Leads to a place in an attached page, and says what came of it. */
export function ShowOnPage({ questionId, place, to }: ShowOnPageProps): ReactElement {
  const panel = usePanel();
  const [told, setTold] = useState<ShownPlace | null>(null);

  async function show(): Promise<void> {
    // What is said once more is said anew.
    setTold(null);
    setTold(await showOnPage(panel, { messageId: questionId, ...place }));
  }

  return (
    <span className="show-on-page">
      <IconButton label={placeWords.show(to)} icon={TextSearch} size={14} onPress={() => void show()} />
      {/* Whoever sees the page sees that it was found. */}
      <span role="status" className={told === 'found' ? 'off-screen' : undefined}>
        {told !== null && placeWords.shown[told]}
      </span>
    </span>
  );
}
