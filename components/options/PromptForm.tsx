import type { ReactElement } from 'react';
import { longestPrompt, longestPromptTitle, type Prompt } from '../../lib/shared/prompt.ts';
import type { OwnPrompts } from '../../lib/view/own-prompts.ts';
import { ownPromptWords as words } from '../../lib/view/words/own-prompt-words.ts';
import { Field } from '../common/Field.tsx';

/** One prompt, new or not, as it is being written. */
export function PromptForm({ store, draft }: { store: OwnPrompts; draft: Prompt }): ReactElement {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void store.save();
      }}
    >
      <Field name="promptTitle" label={words.name}>
        {(attributes) => (
          <input
            {...attributes}
            type="text"
            dir="auto"
            required
            // Opened by a press that asked for it.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            maxLength={longestPromptTitle}
            value={draft.title}
            onChange={(event) => store.type({ title: event.target.value })}
          />
        )}
      </Field>
      <Field name="promptText" label={words.text}>
        {(attributes) => (
          <textarea
            {...attributes}
            dir="auto"
            required
            rows={4}
            maxLength={longestPrompt}
            value={draft.text}
            onChange={(event) => store.type({ text: event.target.value })}
          />
        )}
      </Field>
      <div className="form-actions">
        <button type="submit" className="button is-primary">
          {words.save}
        </button>
        <button type="button" className="button" onClick={store.cancel}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}
