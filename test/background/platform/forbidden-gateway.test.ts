import { describe, expect, it } from 'vitest';
import { createForbiddenLink } from '../../../lib/background/platform/forbidden-gateway.ts';
import { productionProfile } from '../../../lib/config/profile.ts';
import { fail } from '../../../lib/shared/result.ts';

const problem = { code: 'policy-forbids', subject: productionProfile.name };
const { signal } = new AbortController();

describe('a platform that the organisation forbids', () => {
  it('is not reached, and whoever asks is told why', async () => {
    const link = createForbiddenLink(productionProfile);
    expect(await link.createChat('session', null, signal)).toEqual(fail({ kind: 'fatal', problem }));
    expect(await link.admission(signal)).toEqual(fail(problem));
    expect(await link.explainRefusal(signal)).toEqual(problem);
    expect(await link.readBranding(signal)).toBeNull();
    expect(await link.refreshToken('stale')).toBe('unavailable');
  });

  it('seems ready to be joined, so that the session hears it from the admission; not one that was let go', async () => {
    const heard: string[] = [];
    const listener = {
      opened: () => void heard.push('opened'),
      frame: ({ type }: { type: string }) => void heard.push(type),
      faulty: () => void heard.push('faulty'),
      closed: () => void heard.push('closed'),
    };
    const link = createForbiddenLink(productionProfile);
    const socket = link.openSocket(listener);
    expect(heard).toEqual([]);
    await Promise.resolve();
    expect(heard).toEqual(['opened', 'ready']);
    expect(socket.send({ type: 'ping' })).toBe(false);
    link.openSocket(listener).close();
    await Promise.resolve();
    expect(heard).toEqual(['opened', 'ready']);
  });
});
