import type { ReactElement } from 'react';
import { ArrowDown, ArrowUp, Pencil, Trash2 } from 'lucide-react';
import { hasRoom, type OwnPrompts, type OwnPromptsState } from '../../lib/view/own-prompts.ts';
import { ownPromptWords as words } from '../../lib/view/words/own-prompt-words.ts';
import { IconButton } from '../common/IconButton.tsx';
import { PromptForm } from './PromptForm.tsx';

/** *Prompts*: a person's own, which are written here, and the organisation's, which are shown. */
export function PromptsSection({
  store,
  state,
}: {
  store: OwnPrompts;
  state: OwnPromptsState;
}): ReactElement {
  const { view, draft, removed, moved } = state;
  const own = view?.own ?? [];
  const organisation = view?.organisation ?? [];
  return (
    <section className="card" aria-labelledby="prompts">
      <div className="card-head">
        <h2 id="prompts">{words.title}</h2>
        <p>{words.intro}</p>
      </div>
      <div className="data-part">
        {own.length > 0 && (
          <ul className="own-prompts" aria-label={words.list}>
            {own.map((prompt, at) => (
              <li key={prompt.id}>
                <span className="own-prompt-words">
                  <bdi>{prompt.title}</bdi>
                  <span dir="auto">{prompt.text}</span>
                </span>
                <IconButton
                  label={words.up(prompt.title)}
                  icon={ArrowUp}
                  size={15}
                  isOff={at === 0}
                  onPress={() => void store.move(prompt, -1)}
                />
                <IconButton
                  label={words.down(prompt.title)}
                  icon={ArrowDown}
                  size={15}
                  isOff={at === own.length - 1}
                  onPress={() => void store.move(prompt, 1)}
                />
                <IconButton
                  label={words.edit(prompt.title)}
                  icon={Pencil}
                  size={15}
                  onPress={() => store.edit(prompt)}
                />
                <IconButton
                  label={words.remove(prompt.title)}
                  icon={Trash2}
                  size={15}
                  onPress={() => {
                    void store.remove(prompt);
                    // The button goes with its prompt, and the focus must not go nowhere.
                    document.getElementById('prompts-outcome')?.focus();
                  }}
                />
              </li>
            ))}
          </ul>
        )}
        <div className="form-outcome" id="prompts-outcome" tabIndex={-1}>
          <span role="status">
            {removed !== null && words.removed(removed.prompt.title)}
            {moved !== null && words.moved(moved.title, moved.at + 1, own.length)}
          </span>
          {removed !== null && (
            <button type="button" className="link-button" onClick={() => void store.undo()}>
              {words.undo}
            </button>
          )}
        </div>
        {draft !== null && <PromptForm key={draft.id} store={store} draft={draft} />}
        {draft === null && hasRoom(state) && (
          <button type="button" className="button" onClick={store.add}>
            {words.add}
          </button>
        )}
        {view !== null && !hasRoom(state) && <p className="field-help">{words.full}</p>}
      </div>
      {organisation.length > 0 && (
        <div className="data-part">
          <h3>{words.organisation}</h3>
          <ul className="own-prompts" aria-label={words.organisation}>
            {organisation.map((prompt) => (
              <li key={prompt.id}>
                <span className="own-prompt-words">
                  <bdi>{prompt.title}</bdi>
                  <span dir="auto">{prompt.text}</span>
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
