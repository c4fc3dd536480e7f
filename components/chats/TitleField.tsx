import { useLayoutEffect, useRef, type ReactElement } from 'react';
import { chatWords } from '../../lib/view/words/chat-words.ts';

/** Characters of a title. */
const mostCharacters = 200;

interface TitleFieldProps {
  title: string;
  /** Once, with the new title; null: it stays as it is. */
  onDone: (title: string | null) => void;
}

/** In the place of the title: Enter, or leaving it, takes what stands in it; Escape leaves the title as it was. */
export function TitleField({ title, onDone }: TitleFieldProps): ReactElement {
  const field = useRef<HTMLInputElement>(null);
  const isDone = useRef(false);

  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  const end = (given: string | null): void => {
    if (isDone.current) return;
    isDone.current = true;
    const name = given?.trim() ?? '';
    onDone(name === '' || name === title ? null : name);
  };

  return (
    <form
      className="chat-title-form"
      onSubmit={(event) => {
        event.preventDefault();
        end(field.current?.value ?? null);
      }}
    >
      <input
        ref={field}
        className="chat-title-field"
        aria-label={chatWords.newTitle}
        dir="auto"
        defaultValue={title}
        maxLength={mostCharacters}
        onBlur={(event) => end(event.target.value)}
        onKeyDown={(event) => {
          // Its keys are not those of the list, and Escape closes the field, not the dialog around it.
          event.stopPropagation();
          if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          end(null);
        }}
      />
    </form>
  );
}
