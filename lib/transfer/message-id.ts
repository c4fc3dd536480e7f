/*
 * Ids of messages are unique in all of storage, and a file may hold any: an imported one carries its chat's before its own,
 * so it can't meet another, and gets its own back when it is exported.
 */

/** As an answer that a question asked here would get (lib/session). */
const answerMark = 'answer-to-';

/** Stored for a message of an imported chat. @param chatId the id that the chat has here */
export function storedIdOf(fileId: string, chatId: string): string {
  return fileId.startsWith(answerMark)
    ? `${answerMark}${chatId}/${fileId.slice(answerMark.length)}`
    : `${chatId}/${fileId}`;
}

/** The other way round; what was said here has the id that it has. */
export function fileIdOf(storedId: string, chatId: string): string {
  if (storedId.startsWith(`${chatId}/`)) return storedId.slice(chatId.length + 1);
  const answered = `${answerMark}${chatId}/`;
  return storedId.startsWith(answered) ? answerMark + storedId.slice(answered.length) : storedId;
}
