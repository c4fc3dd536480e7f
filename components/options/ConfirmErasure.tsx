import type { ReactElement } from 'react';
import { dataWords } from '../../lib/view/words/data-words.ts';
import { Confirmation } from './Confirmation.tsx';

interface ConfirmErasureProps {
  /** Null: not known yet. */
  conversations: number | null;
  onYes: () => void;
  onNo: () => void;
}

/** Says what goes and what stays, before it is too late. */
export function ConfirmErasure({ conversations, onYes, onNo }: ConfirmErasureProps): ReactElement {
  const { title, goes, stays, yes, no } = dataWords.confirm;
  return (
    <Confirmation title={title} says={[goes(conversations), stays]} no={no} onNo={onNo}>
      <button type="button" className="button is-danger is-meant" onClick={onYes}>
        {yes}
      </button>
    </Confirmation>
  );
}
