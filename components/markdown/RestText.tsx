import type { ReactElement } from 'react';
import { words } from '../../lib/view/words/panel-words.ts';
import { splitText } from './split-text.ts';

/** What is beyond the caps of an answer: as it was written, and said to be. */
export function RestText({ text }: { text: string }): ReactElement {
  return (
    <>
      <p className="rest-note">{words.markdown.rest}</p>
      <p className="rest-text" dir="auto">
        {splitText(text)}
      </p>
    </>
  );
}
