import type { ReactElement } from 'react';
import { Pencil } from 'lucide-react';
import { useDraft, usePanel, usePanelState } from '../../lib/view/use-panel.ts';
import { words } from '../../lib/view/words.ts';

/** Characters before the limit from which on the count is shown: at 3,500 of 4,000. */
const shownFrom = 500;

export function Counter({ length, limit }: { length: number; limit: number }): ReactElement {
  const tooLong = length > limit;
  return (
    <span id="composer-counter" className={tooLong ? 'counter is-over' : 'counter'} role="note">
      {tooLong
        ? words.composer.tooLong(length - limit)
        : length >= limit - shownFrom && words.composer.counter(length, limit)}
    </span>
  );
}

export function EditBanner(): ReactElement | null {
  const { draft } = usePanel();
  const { editing, note } = useDraft();
  if (note === 'edit-too-late') return <p className="composer-note">{words.composer.editTooLate}</p>;
  if (editing === null) return null;
  return (
    <div className="composer-note">
      <Pencil size={13} strokeWidth={1.75} aria-hidden="true" />
      <span>{words.composer.editing}</span>
      <button type="button" className="link-button" onClick={draft.cancelEdit}>
        {words.composer.cancelEdit}
      </button>
    </div>
  );
}

/** Where a message goes, always in sight. */
export function Destination(): ReactElement | null {
  const destination = usePanelState((state) => state.destination);
  return (
    <p className="destination">
      {destination && words.panel.destination(hostOf(destination.apiUrl), destination.tenantId)}
    </p>
  );
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);
