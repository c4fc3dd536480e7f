import { describe, expect, it } from 'vitest';
import { createForbiddenGateway } from '../../../lib/background/platform/forbidden-gateway.ts';
import { productionProfile } from '../../../lib/config/profile.ts';
import { fail } from '../../../lib/shared/result.ts';

const problem = { code: 'policy-forbids', subject: productionProfile.name };
const { signal } = new AbortController();

describe('a platform that the organisation forbids', () => {
  it('is not reached, and whoever asks is told why', async () => {
    const gateway = createForbiddenGateway(productionProfile);
    expect(await gateway.createChat('session', null, signal)).toEqual(fail({ kind: 'fatal', problem }));
    expect(await gateway.joinPreflight(signal)).toEqual(fail(problem));
    expect(await gateway.explainRefusal(signal)).toEqual(problem);
    expect(await gateway.readBranding(signal)).toBeNull();
    expect(await gateway.refreshToken('stale')).toBe('unavailable');
  });

  it('seems ready to be joined, so that the session hears it from the preflight; not one that was let go', async () => {
    const heard: string[] = [];
    const listener = {
      opened: () => void heard.push('opened'),
      frame: ({ type }: { type: string }) => void heard.push(type),
      faulty: () => void heard.push('faulty'),
      closed: () => void heard.push('closed'),
    };
    const gateway = createForbiddenGateway(productionProfile);
    const socket = gateway.openSocket(listener);
    expect(heard).toEqual([]);
    await Promise.resolve();
    expect(heard).toEqual(['opened', 'ready']);
    expect(socket.send({ type: 'ping' })).toBe(false);
    gateway.openSocket(listener).close();
    await Promise.resolve();
    expect(heard).toEqual(['opened', 'ready']);
  });
});
