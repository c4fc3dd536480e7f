import type { ReactElement } from 'react';
import type { ImportPreview } from '../../lib/view/chat-import.ts';
import { transferWords } from '../../lib/view/words/transfer-words.ts';

const words = transferWords.importing;

/** Enough to know the file again by. */
const mostTitles = 5;
/** Beyond these nobody reads on. */
const mostDamaged = 50;

/** What a file would bring, before it does. */
export function ImportPreviewPart({ preview }: { preview: ImportPreview }): ReactElement {
  const { fresh, copies, here, damaged, titles, old, keepDays } = preview;
  const isWanted = fresh + copies > 0;
  return (
    <div className="transfer-preview">
      <ul>
        {fresh > 0 && <li>{words.fresh(fresh)}</li>}
        {copies > 0 && <li>{words.copies(copies)}</li>}
        {here > 0 && <li>{words.here(here)}</li>}
        {!isWanted && here > 0 && <li>{words.nothingNew}</li>}
      </ul>
      {isWanted && (
        <>
          <h3>{words.first}</h3>
          <ul>
            {titles.slice(0, mostTitles).map((title, at) => (
              <li key={at}>
                <bdi>{title || words.untitled}</bdi>
              </li>
            ))}
            {titles.length > mostTitles && <li>{words.more(titles.length - mostTitles)}</li>}
          </ul>
        </>
      )}
      {damaged.length > 0 && (
        <details open={!isWanted}>
          <summary>{words.damaged(damaged.length)}</summary>
          <ul>
            {damaged.slice(0, mostDamaged).map((damage) => (
              <li key={damage.chat} dir="auto">
                {transferWords.chat(damage)}
              </li>
            ))}
            {damaged.length > mostDamaged && <li>{words.more(damaged.length - mostDamaged)}</li>}
          </ul>
        </details>
      )}
      {old > 0 && keepDays !== null && <p className="transfer-note">{words.old(old, keepDays)}</p>}
      {isWanted && <p>{words.platform}</p>}
    </div>
  );
}
