import type { PromptsView, promptRows } from '../../messaging/prompt-rows.ts';
import type { Policy } from '../../config/policy.ts';
import type { Prompt } from '../../shared/prompt.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { PromptStore } from '../prompts/prompt-store.ts';
import type { CommandHandlers } from './command-handlers.ts';

export interface PromptCommandsOptions {
  readonly prompts: PromptStore;
  /** As far as it is known: prompts are no restriction, so nobody waits for those of the organisation. */
  readonly currentPolicy: () => Promise<Pick<Policy, 'prompts'>>;
}

/** Saved prompts: a person's own, and the organisation's beside them. */
export function createPromptCommands({
  prompts,
  currentPolicy,
}: PromptCommandsOptions): Pick<CommandHandlers, keyof typeof promptRows> {
  async function view(own: Promise<readonly Prompt[]>): Promise<Result<PromptsView, never>> {
    return ok({ own: [...(await own)], organisation: [...(await currentPolicy()).prompts] });
  }
  return {
    'prompts/read': () => view(prompts.read()),
    'prompts/save': ({ prompt, at }) => view(prompts.save(prompt, at)),
    'prompts/remove': ({ id }) => view(prompts.remove(id)),
  };
}
