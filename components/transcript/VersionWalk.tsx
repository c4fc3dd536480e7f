import type { ReactElement } from 'react';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { VersionPlace } from '../../lib/view/shown-versions.ts';
import { usePanel } from '../../lib/view/use-panel.ts';
import { turnWords } from '../../lib/view/words/turn-words.ts';
import { IconButton } from '../common/IconButton.tsx';

interface VersionWalkProps {
  place: VersionPlace;
  tabIndex: number;
  /** The question of the version that was gone to. */
  onWalk: (messageId: string) => void;
}

/** From one version of a turn to the next. Above the question: what changes below doesn't move it from under the pointer. */
export function VersionWalk({ place: { ids, at }, tabIndex, onWalk }: VersionWalkProps): ReactElement {
  const { actions } = usePanel();
  const stepTo = (label: string, icon: typeof ChevronLeft, id: string | undefined): ReactElement => (
    <IconButton
      label={label}
      icon={icon}
      size={15}
      isOff={id === undefined}
      onPress={() => {
        if (id === undefined) return;
        actions.showVersion(id);
        onWalk(id);
      }}
      tabIndex={tabIndex}
    />
  );
  return (
    <div className="versions" role="group" aria-label={turnWords.versions}>
      {stepTo(turnWords.earlierVersion, ChevronLeft, ids[at - 1])}
      <span aria-live="polite">{turnWords.version(at + 1, ids.length)}</span>
      {stepTo(turnWords.laterVersion, ChevronRight, ids[at + 1])}
      <span className="versions-note">{turnWords.versionsNote}</span>
    </div>
  );
}
