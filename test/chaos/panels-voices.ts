import { createHeldAssistant, type HeldAssistant } from '../flows/held-assistant.ts';
import type { Assistant } from '../platform/assistant.ts';

/** An assistant that answers each question as was agreed for it, piece by piece, several at once where need be. */
export interface Voices extends Assistant {
  /** The answer to this question: its pieces leave when they are released, and its end takes one release more. */
  hold(question: string, pieces: readonly string[]): HeldAssistant;
}

export function createVoices(): Voices {
  const held = new Map<string, HeldAssistant>();
  return {
    hold(question, pieces) {
      // The platform sends no empty piece; but it waits for it before it says that the answer is complete.
      const assistant = createHeldAssistant([...pieces, '']);
      held.set(question, assistant);
      return assistant;
    },
    async *answer(question) {
      const assistant = held.get(question.text);
      if (assistant !== undefined) return yield* assistant.answer(question);
      yield `Nothing was agreed for “${question.text}”.`;
      return [];
    },
  };
}

/** Words that cannot be mistaken for one another, so that each that is lost, doubled or out of place shows. */
export function numberedPieces(count: number, name = 'word'): string[] {
  return Array.from({ length: count }, (_, index) => `${name}${index + 1}·満👩🏽‍🚀 `);
}
