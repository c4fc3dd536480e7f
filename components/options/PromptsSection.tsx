import { useEffect, useRef, type ReactElement } from 'react';
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
  const { view, draft, removed, moved, saved } = state;
  const written = useRef<string | null>(null);
  useEffect(() => {
    const gone = written.current;
    written.current = draft?.id ?? null;
    // The form goes with what was pressed in it.
    if (draft === null && gone !== null) toPrompt(gone);
  }, [draft]);

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
              <li key={prompt.id} data-prompt={prompt.id}>
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
                  className="own-prompt-edit"
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
            {saved !== null && words.saved(saved)}
            {moved !== null && words.moved(moved.title, moved.at + 1, own.length)}
          </span>
          <span role="status">{removed !== null && words.removed(removed.prompt.title)}</span>
          {removed !== null && (
            <button
              type="button"
              className="link-button"
              onClick={() => void store.undo().then(() => toPrompt(removed.prompt.id))}
            >
              {words.undo}
            </button>
          )}
        </div>
        {draft !== null && <PromptForm key={draft.id} store={store} draft={draft} />}
        {draft === null && hasRoom(state) && (
          <button type="button" id="add-prompt" className="button" onClick={store.add}>
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

/** To that prompt; where there is none, to where one is begun. What else somebody has gone to meanwhile keeps the focus. */
function toPrompt(id: string): void {
  const { activeElement, body } = document;
  if (activeElement !== null && activeElement !== body) return;
  const edit = document.querySelector<HTMLElement>(`[data-prompt="${CSS.escape(id)}"] .own-prompt-edit`);
  (edit ?? document.getElementById('add-prompt'))?.focus();
}
