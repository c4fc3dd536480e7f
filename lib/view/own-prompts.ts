import type { PagePort } from '../messaging/page-port.ts';
import type { PromptsView, promptRows } from '../messaging/prompt-rows.ts';
import type { Problem } from '../shared/problem.ts';
import { mostPrompts, type Prompt } from '../shared/prompt.ts';
import type { Result } from '../shared/result.ts';
import { createHeldState } from './held-state.ts';

export interface OwnPromptsState {
  /** null until read. */
  readonly view: PromptsView | null;
  /** What is being written, new or not; null: nothing. */
  readonly draft: Prompt | null;
  /** The one deleted last, and its place: as long as it can be had back. */
  readonly removed: { readonly prompt: Prompt; readonly at: number } | null;
  /** Where it stands that was moved last: said to who can't see it. */
  readonly moved: { readonly title: string; readonly at: number } | null;
  /** The title of the one that was saved last: said as well. */
  readonly saved: string | null;
  readonly problem: Problem | null;
}

/** *Prompts* in the settings. */
export interface OwnPrompts {
  state(): OwnPromptsState;
  subscribe(listener: () => void): () => void;
  refresh(): Promise<void>;
  add(): void;
  edit(prompt: Prompt): void;
  type(changed: Partial<Pick<Prompt, 'title' | 'text'>>): void;
  cancel(): void;
  /** Keeps what is being written; without a name or words it stays open. */
  save(): Promise<void>;
  /** By so many places; negative: up. */
  move(prompt: Prompt, by: number): Promise<void>;
  remove(prompt: Prompt): Promise<void>;
  undo(): Promise<void>;
  dismiss(): void;
}

export interface OwnPromptsOptions {
  readonly port: Pick<PagePort<keyof typeof promptRows>, 'request'>;
  /** UUID */
  readonly newId: () => string;
}

export function createOwnPrompts({ port, newId }: OwnPromptsOptions): OwnPrompts {
  const { state, subscribe, set } = createHeldState<OwnPromptsState>({
    view: null,
    draft: null,
    removed: null,
    moved: null,
    saved: null,
    problem: null,
  });

  function told(reply: Result<PromptsView, Problem>): boolean {
    set(reply.ok ? { view: reply.value, problem: null } : { problem: reply.failure });
    return reply.ok;
  }

  const place = ({ id }: Prompt): number => state().view?.own.findIndex((prompt) => prompt.id === id) ?? -1;

  async function refresh(): Promise<void> {
    told(await port.request({ type: 'prompts/read' }));
  }

  void refresh();

  return {
    state,
    subscribe,
    refresh,
    add: () => set({ draft: { id: newId(), title: '', text: '' }, saved: null }),
    edit: (draft) => set({ draft, saved: null }),
    type(changed) {
      const { draft } = state();
      if (draft !== null) set({ draft: { ...draft, ...changed } });
    },
    cancel: () => set({ draft: null }),
    async save() {
      const { draft } = state();
      if (draft === null || draft.title.trim() === '' || draft.text.trim() === '') return;
      const prompt = { ...draft, title: draft.title.trim() };
      // Where another page has taken the last place, it is not among them, and stays open.
      if (told(await port.request({ type: 'prompts/save', prompt })) && place(prompt) !== -1)
        set({ draft: null, moved: null, saved: prompt.title });
    },
    async move(prompt, by) {
      const at = place(prompt) + by;
      if (at < 0 || at >= (state().view?.own.length ?? 0)) return;
      if (told(await port.request({ type: 'prompts/save', prompt, at })))
        set({ moved: { title: prompt.title, at: place(prompt) }, saved: null });
    },
    async remove(prompt) {
      const at = place(prompt);
      if (told(await port.request({ type: 'prompts/remove', id: prompt.id })))
        set({ removed: { prompt, at }, moved: null, saved: null });
    },
    async undo() {
      const { removed } = state();
      if (removed !== null && told(await port.request({ type: 'prompts/save', ...removed })))
        set({ removed: null });
    },
    dismiss: () => set({ problem: null }),
  };
}

/** Whether there is room for one more. */
export function hasRoom({ view }: OwnPromptsState): boolean {
  return (view?.own.length ?? mostPrompts) < mostPrompts;
}
