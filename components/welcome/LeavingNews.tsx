import { useEffect, useState, type ReactElement } from 'react';
import { leavingIsTold, leavingNews } from '../../lib/view/leaving-news.ts';
import type { LeavingName } from '../../lib/view/leaving-record.ts';
import { usePanel, usePanelState } from '../../lib/view/use-panel.ts';
import { leavingWords } from '../../lib/view/words/leaving-words.ts';
import { focusComposer } from '../composer/focus-composer.ts';

/** *Activity* in the settings. */
const activityPage = '/options.html#activity';

/** After an update that changes what leaves the browser, until somebody has put it away. */
export function LeavingNews(): ReactElement {
  const { accountPort } = usePanel();
  const isUnset = usePanelState((state) => state.destination === null);
  const [news, setNews] = useState<readonly LeavingName[]>([]);

  useEffect(() => {
    let isGone = false;
    const isUsed = async (): Promise<boolean> => {
      if (isUnset) return false;
      const listed = await accountPort.request({ type: 'chats/list' });
      return listed.ok && listed.value.chats.length > 0;
    };
    void leavingNews(() => localStorage, isUsed).then((found) => {
      if (!isGone) setNews(found);
    });
    return () => {
      isGone = true;
    };
  }, [accountPort, isUnset]);

  const dismiss = (): void => {
    leavingIsTold(() => localStorage);
    setNews([]);
    focusComposer();
  };

  return (
    <div role="status">
      {news.length > 0 && (
        <div className="leaving-news">
          <p className="leaving-news-title">{leavingWords.news.title}</p>
          <ul>
            {news.map((name) => (
              <li key={name}>{leavingWords.what[name]}</li>
            ))}
          </ul>
          <p>{leavingWords.news.rest}</p>
          <div className="leaving-news-actions">
            <button type="button" className="button is-small" onClick={dismiss}>
              {leavingWords.news.dismiss}
            </button>
            <a className="link-button" href={activityPage} target="_blank" rel="noreferrer">
              {leavingWords.news.activity}
            </a>
          </div>
        </div>
      )}
    </div>
  );
}
