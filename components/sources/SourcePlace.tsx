import { useMemo, type ReactElement } from 'react';
import { createQuotedPlaces } from '../../lib/passages/quoted-place.ts';
import type { UserMessage } from '../../lib/shared/conversation.ts';
import { ShowOnPage } from './ShowOnPage.tsx';

interface SourcePlaceProps {
  /** It took along the page that the source is. */
  question: UserMessage;
  /** What the source is quoted with. */
  snippet: string;
  /** What the source is called. */
  name: string;
}

/** Leads from what a source says to where the attached page says it. */
export function SourcePlace({ question, snippet, name }: SourcePlaceProps): ReactElement | null {
  const place = useMemo(
    () => createQuotedPlaces(question.attachments).find(snippet),
    [question.attachments, snippet],
  );
  return place && <ShowOnPage questionId={question.id} place={place} to={name} />;
}
