import { describe, expect, it } from 'vitest';
import type { ChatSocket, ChatSocketListener } from '../../../lib/transport/websocket-v3/chat-socket.ts';
import { createEarlySocket, type EarlySocket } from '../../../lib/transport/websocket-v3/early-socket.ts';

interface Fixture {
  readonly early: EarlySocket;
  /** What the wire does. */
  readonly wire: ChatSocketListener;
  readonly heard: string[];
  readonly done: string[];
  take(): ChatSocket;
}

function begin(): Fixture {
  const heard: string[] = [];
  const done: string[] = [];
  const wires: ChatSocketListener[] = [];
  const early = createEarlySocket((listener) => {
    wires.push(listener);
    return { send: (frame) => done.push(frame.type) > 0, close: () => void done.push('close') };
  });
  const [wire] = wires;
  if (wire === undefined) throw new Error('It opens no socket');
  return {
    early,
    wire,
    heard,
    done,
    take: () =>
      early.take({
        opened: () => void heard.push('opened'),
        frame: (frame) => void heard.push(frame.type),
        faulty: (fault) => void heard.push(`faulty: ${fault}`),
        closed: (code) => void heard.push(`closed: ${code}`),
        ended: () => void heard.push('ended'),
      }),
  };
}

const turn = (): Promise<void> => Promise.resolve();

describe('a socket that was opened early', () => {
  it('tells whoever takes it all that it has heard, in order, and then goes on', async () => {
    const { wire, heard, take } = begin();
    wire.opened();
    wire.frame({ type: 'established' });
    wire.faulty('not-json');
    take();
    expect(heard).toEqual([]);
    wire.frame({ type: 'ready' });
    await turn();
    expect(heard).toEqual(['opened', 'established', 'faulty: not-json', 'ready']);
    wire.frame({ type: 'joined' });
    wire.closed(1001, '');
    expect(heard.slice(4)).toEqual(['joined', 'closed: 1001']);
  });

  it('that has closed meanwhile says so to whoever takes it', async () => {
    const { wire, heard, take } = begin();
    wire.closed(1006, '');
    take();
    await turn();
    expect(heard).toEqual(['closed: 1006']);
  });

  it('says nothing to one who lets it go at once', async () => {
    const { wire, heard, done, take } = begin();
    wire.opened();
    take().close();
    await turn();
    expect(heard).toEqual([]);
    expect(done).toEqual(['close']);
  });

  it('sends for whoever has taken it', () => {
    const { done, take } = begin();
    expect(take().send({ type: 'ping' })).toBe(true);
    expect(done).toEqual(['ping']);
  });

  it('that nobody takes is closed', () => {
    const { early, done } = begin();
    early.close();
    expect(done).toEqual(['close']);
  });
});
