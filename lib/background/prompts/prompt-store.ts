import { mostPrompts, type Prompt } from '../../shared/prompt.ts';
import { createSerialQueue } from '../../shared/serial-queue.ts';
import type { Items } from '../../storage/items.ts';

/** A person's own prompts, in their order. Calls reject with a StorageError. */
export interface PromptStore {
  read(): Promise<readonly Prompt[]>;
  /** Each resolves with what they are then. */
  save(prompt: Prompt, at: number | undefined): Promise<readonly Prompt[]>;
  remove(id: string): Promise<readonly Prompt[]>;
}

export function createPromptStore(item: Pick<Items['prompts'], 'read' | 'write'>): PromptStore {
  // Two pages that change them at once must not undo each other.
  const inTurn = createSerialQueue();

  const change = (next: (prompts: readonly Prompt[]) => readonly Prompt[]): Promise<readonly Prompt[]> =>
    inTurn(async () => {
      const before = await item.read();
      const after = next(before);
      if (after !== before) await item.write([...after]);
      return after;
    });

  return {
    read: () => inTurn(item.read),
    save: (prompt, at) =>
      change((prompts) => {
        const known = prompts.findIndex(({ id }) => id === prompt.id);
        if (known === -1 && prompts.length >= mostPrompts) return prompts;
        const others = prompts.filter(({ id }) => id !== prompt.id);
        return others.toSpliced(at ?? (known === -1 ? others.length : known), 0, prompt);
      }),
    remove: (id) => change((prompts) => prompts.filter((prompt) => prompt.id !== id)),
  };
}
