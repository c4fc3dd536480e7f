import type { ReactElement } from 'react';
import { maskKinds } from '../../lib/shared/mask-kind.ts';
import type { MaskingState, MaskingStore } from '../../lib/view/masking-store.ts';
import { maskingWords } from '../../lib/view/words/masking-words.ts';
import { profileWords } from '../../lib/view/words/profile-words.ts';
import { Field } from '../common/Field.tsx';

interface MaskingSectionProps {
  store: MaskingStore;
  state: MaskingState;
}

/** Which values are masked before anything of a page leaves. */
export function MaskingSection({ store, state }: MaskingSectionProps): ReactElement {
  const { view } = state;
  return (
    <section className="card" aria-labelledby="masking">
      <div className="card-head">
        <h2 id="masking">{maskingWords.title}</h2>
        <p>{maskingWords.intro}</p>
      </div>
      <div className="data-part">
        {maskKinds.map((kind) => {
          const isLocked = view?.locked.includes(kind) === true;
          return (
            <Field
              key={kind}
              name={`mask-${kind}`}
              label={maskingWords.kinds[kind]}
              lock={isLocked ? profileWords.locked : undefined}
              isCheck
            >
              {(attributes) => (
                <input
                  {...attributes}
                  type="checkbox"
                  disabled={view === null || isLocked}
                  checked={view?.masked.includes(kind) ?? true}
                  onChange={(event) => void store.choose(kind, event.target.checked)}
                />
              )}
            </Field>
          );
        })}
      </div>
    </section>
  );
}
