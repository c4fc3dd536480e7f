import { useRef, type ReactElement } from 'react';
import type { OptionsState } from '../../lib/view/options-state.ts';
import type { OptionsStore } from '../../lib/view/options-store.ts';
import type { SettingsField } from '../../lib/view/profile-draft.ts';
import { profileWords } from '../../lib/view/words/profile-words.ts';
import { optionsWords } from '../../lib/view/words/options-words.ts';
import { ConnectionForm } from './ConnectionForm.tsx';
import { ProfileBar } from './ProfileBar.tsx';
import { ProfileQuestion } from './ProfileQuestion.tsx';

interface ConnectionCardProps {
  store: OptionsStore;
  state: OptionsState;
}

/** *Connection*: the profiles, and the one on screen. */
export function ConnectionCard({ store, state }: ConnectionCardProps): ReactElement {
  const card = useRef<HTMLDivElement>(null);
  const { view, draft, asking } = state;

  const focus = (name: SettingsField | 'profile'): void => {
    const box = card.current?.querySelector<HTMLElement>(`[name="${name}"]`);
    const fold = box?.closest('details');
    // What is folded away can't take the focus.
    if (fold) fold.open = true;
    box?.focus();
  };
  const toRefused = (refused: SettingsField | null): void => {
    if (refused !== null) focus(refused);
  };

  const add = async (): Promise<void> => {
    await store.add();
    if (store.state().draft?.isNew === true) focus('name');
  };
  const leave = async (how: 'save' | 'discard'): Promise<void> => {
    toRefused(await store.leave(how));
    if (store.state().draft?.isNew === true) focus('name');
  };
  const remove = async (): Promise<void> => {
    // Its button may be gone with it.
    if (await store.remove()) focus('profile');
  };
  const cancel = (): void => {
    store.cancel();
    focus('profile');
  };

  return (
    <div className="card" ref={card}>
      <h2>{optionsWords.connection}</h2>
      {view !== null && view.policyMistakes.length > 0 && (
        <div className="notice" role="note">
          <p>{profileWords.policyMistakes}</p>
          <ul>
            {view.policyMistakes.map((mistake) => (
              <li key={mistake}>
                <code>{mistake}</code>
              </li>
            ))}
          </ul>
        </div>
      )}
      <ProfileBar store={store} state={state} onAdd={() => void add()} />
      <ConnectionForm
        store={store}
        state={state}
        onSave={() => void store.save().then(toRefused)}
        onCancel={cancel}
      />
      <ProfileQuestion
        store={store}
        asking={asking}
        profileName={draft?.settings.name.trim() || profileWords.unsaved}
        onLeave={(how) => void leave(how)}
        onRemove={() => void remove()}
      />
    </div>
  );
}
