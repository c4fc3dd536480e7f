const before = 'answer-to-';

/** One per question, so a question that is sent again fills the same place. */
export function answerId(questionId: string): string {
  return before + questionId;
}

/** null: it is no answer to a question from here. */
export function questionIdOf(messageId: string): string | null {
  return messageId.startsWith(before) ? messageId.slice(before.length) : null;
}
