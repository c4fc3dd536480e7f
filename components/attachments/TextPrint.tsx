import { useEffect, useState, type ReactElement } from 'react';
import { textPrint } from '../../lib/view/text-print.ts';
import { previewWords } from '../../lib/view/words/preview-words.ts';

/** What the text in the preview is known by, before it is sent and after. */
export function TextPrint({ text }: { text: string }): ReactElement {
  const [told, setTold] = useState({ text, print: '' });

  useEffect(() => {
    let isLast = true;
    void textPrint(text).then((print) => isLast && setTold({ text, print }));
    return () => {
      isLast = false;
    };
  }, [text]);

  // Its place is kept: the line would jump with each letter that is typed.
  const isStale = told.text !== text || told.print === '';
  return (
    <span
      className={isStale ? 'preview-print is-stale' : 'preview-print'}
      title={previewWords.wholePrint(told.print)}
    >
      {previewWords.print(told.print)}
    </span>
  );
}
