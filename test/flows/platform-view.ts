import type { Flow } from './harness.ts';

/** What a platform saw, as the flows ask about it. */

/** The questions that the platform holds, in order, of all chats. */
export function storedQuestions({ platform }: Flow): string[] {
  return platform
    .chats()
    .flatMap(({ messages }) => messages)
    .filter(({ role }) => role === 'user')
    .map(({ content }) => content);
}

export function framesOf({ platform }: Flow, type: string): Record<string, unknown>[] {
  return platform.received.frames.flatMap(({ connection, frame }) => {
    const { type: found, data } = frame as { type?: unknown; data?: Record<string, unknown> };
    return found === type ? [{ ...data, connection }] : [];
  });
}

/** Bodies of the requests with this method and path. */
export function requestsTo({ platform }: Flow, method: string, path: RegExp | string): unknown[] {
  return platform.received.rest
    .filter((request) => {
      const [pathname = ''] = request.path.split('?');
      return (
        request.method === method && (typeof path === 'string' ? pathname === path : path.test(pathname))
      );
    })
    .map(({ body }) => body);
}
