import type { ReactElement } from 'react';
import type { ActivityEntry, ActivityList } from '../../lib/shared/activity.ts';
import { activityWords } from '../../lib/view/words/activity-words.ts';

/** What has left, the newest first, and the sums of all. */
export function ActivityEntries({ list }: { list: ActivityList }): ReactElement {
  const { entries, hosts } = list;
  const listed = entries.reduce((sum, { count }) => sum + count, 0);
  const older = hosts.reduce((sum, { count }) => sum + count, 0) - listed;
  const now = Date.now();
  return (
    <>
      <div className="activity-part">
        <h3 id="activity-hosts">{activityWords.hosts}</h3>
        <ul className="activity-hosts" aria-labelledby="activity-hosts">
          {hosts.toReversed().map(({ host, count, bytes }) => (
            <li key={host}>
              <bdi>{activityWords.ofHost(host, count, bytes)}</bdi>
            </li>
          ))}
        </ul>
      </div>
      <div className="activity-part">
        <h3 id="activity-list">{activityWords.list}</h3>
        {/* Scrolls by itself, so it has to be reached by the keyboard. */}
        <div className="activity-scroll" role="group" aria-labelledby="activity-list" tabIndex={0}>
          <ol className="activity" reversed aria-labelledby="activity-list">
            {entries.toReversed().map((entry) => (
              <Entry key={entry.id} entry={entry} now={now} />
            ))}
          </ol>
        </div>
        {older > 0 && <p className="field-help">{activityWords.older(older)}</p>}
      </div>
    </>
  );
}

function Entry({ entry, now }: { entry: ActivityEntry; now: number }): ReactElement {
  const { kind, host, at, until, count, body, head, pages, masked = 0 } = entry;
  return (
    <li className="activity-entry" data-kind={kind}>
      <p className="activity-kind">
        <span>{activityWords.kind(kind, count)}</span>
        <bdi className="stage-time">{activityWords.size(body + head)}</bdi>
      </p>
      <p className="stage-note">
        <Time at={at} now={now} />
        {until !== at && (
          <>
            {activityWords.until}
            <Time at={until} now={now} />
          </>
        )}
        {activityWords.between}
        <bdi>{host}</bdi>
      </p>
      {pages.map((page, index) => (
        <p key={index} className="stage-note">
          {activityWords.page(page.title !== '')}
          {page.title !== '' && (
            <>
              <bdi>{page.title}</bdi>
              {activityWords.between}
            </>
          )}
          <bdi>{page.host}</bdi>
        </p>
      ))}
      {masked > 0 && <p className="stage-note">{activityWords.masked(masked)}</p>}
    </li>
  );
}

function Time({ at, now }: { at: number; now: number }): ReactElement {
  return (
    <bdi>
      <time dateTime={new Date(at).toISOString()}>{activityWords.time(at, now)}</time>
    </bdi>
  );
}
