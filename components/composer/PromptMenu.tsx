import { useEffect, useState, type ReactElement } from 'react';
import {
  fillPrompt,
  matchingPrompts,
  promptChoices,
  type PromptChoice,
  type SavedPrompts,
} from '../../lib/view/prompt-choice.ts';
import { promptListId } from '../../lib/view/prompt-query.ts';
import { usePanel, usePanelState } from '../../lib/view/use-panel.ts';
import { promptWords as words } from '../../lib/view/words/prompt-words.ts';
import type { ComposerMenuProps } from './composer-menu-props.ts';
import { useMenuKeys } from './use-menu-keys.ts';

const idOf = ({ key }: PromptChoice): string => `prompt-${key}`;

/** Saved prompts, over the composer, which keeps the focus. */
export function PromptMenu({ query, box, keys, onActive, onClose }: ComposerMenuProps): ReactElement | null {
  const { actions, draft, openOptions } = usePanel();
  const suggestions = usePanelState((state) => state.branding.suggestions);
  const [view, setView] = useState<SavedPrompts | null>(null);
  const found = view === null ? [] : matchingPrompts(promptChoices(view, suggestions), query.words);

  useEffect(() => {
    let isGone = false;
    void actions.readPrompts().then((read) => isGone || setView(read));
    return () => {
      isGone = true;
    };
  }, [actions]);

  const take = (choice: PromptChoice): void => {
    const { text } = draft.state();
    const filled = fillPrompt(choice.text, words.blanks);
    const before = text.slice(0, query.at);
    draft.type(
      before + filled.text + text.slice(query.at + 1 + query.words.length),
      choice.text.includes('{selection}') ? 'of-selection' : undefined,
    );
    onClose();
    if (filled.isOfPage) actions.attachForWords();
    box.current?.focus();
    // Once the words stand in the box.
    const [start, end] = filled.selection;
    requestAnimationFrame(() => box.current?.setSelectionRange(before.length + start, before.length + end));
  };

  const current = useMenuKeys({ items: found, idOf, query: query.words, keys, onActive, onClose, take });

  const isEmpty = view !== null && found.length === 0;
  // Of words that fit nothing it says nothing: they may be a path, or prose.
  if (view === null || (isEmpty && query.words !== '')) return null;
  return (
    <div className="prompts">
      <p className="off-screen" role="status">
        {words.found(found.length)}
      </p>
      {isEmpty ? (
        <p className="prompts-none">{words.none}</p>
      ) : (
        <div id={promptListId} role="listbox" aria-label={words.list} className="prompt-list">
          {(['own', 'organisation', 'suggestions'] as const).map((group) => {
            const members = found.filter((choice) => choice.group === group);
            if (members.length === 0) return null;
            return (
              <div key={group} role="group" aria-labelledby={`prompts-${group}`}>
                <p id={`prompts-${group}`} className="prompt-group" role="presentation">
                  {words.groups[group]}
                </p>
                {members.map((choice) => (
                  // The keys are the composer's, which holds the focus.
                  // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
                  <div
                    key={choice.key}
                    id={idOf(choice)}
                    role="option"
                    aria-selected={choice === current}
                    className="prompt"
                    // Or the box would lose the focus, and with it the keyboard of a phone.
                    onMouseDown={(event) => event.preventDefault()}
                    onClick={() => take(choice)}
                  >
                    <span className="prompt-title" dir="auto">
                      {choice.title}
                    </span>
                    {choice.title !== choice.text && (
                      <span className="prompt-text" dir="auto">
                        {choice.text}
                      </span>
                    )}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      )}
      <button type="button" className="link-button" onClick={() => openOptions()}>
        {words.edit}
      </button>
    </div>
  );
}
