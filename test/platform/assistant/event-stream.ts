/** A line longer than this is no token. */
const longestLine = 1024 * 1024;

/** The `data:` of each line of a `text/event-stream`, as it comes in. */
export async function* readEventData(body: ReadableStream<Uint8Array>): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder();
  let pending = '';
  for await (const bytes of body) {
    pending += decoder.decode(bytes, { stream: true });
    const lines = pending.split(/\r\n|\n|\r(?!$)/);
    pending = lines.pop() ?? '';
    if (pending.length > longestLine) throw new Error('the model sent an endless line');
    for (const line of lines) if (line.startsWith('data:')) yield line.slice(5).trim();
  }
  if (pending.startsWith('data:')) yield pending.slice(5).trim();
}
