const longestTitle = 60;

/** What a chat is called after its first question; empty where that has no words. */
export function chatTitle(question: string): string {
  return question.trim().replaceAll(/\s+/g, ' ').slice(0, longestTitle);
}
