import { describe, expect, it } from 'vitest';
import { createForbiddenGateway } from '../../../lib/background/platform/forbidden-gateway.ts';
import { productionProfile } from '../../../lib/config/profile.ts';
import type { TransportEvent } from '../../../lib/session/transport-event.ts';
import { fail } from '../../../lib/shared/result.ts';

const problem = { code: 'policy-forbids', subject: productionProfile.name } as const;
const { signal } = new AbortController();

describe('a platform that the organisation forbids', () => {
  it('is not reached, and whoever asks is told why', async () => {
    const gateway = createForbiddenGateway(problem);
    expect(await gateway.createChat('session', null, signal)).toEqual(fail({ kind: 'fatal', problem }));
    expect(await gateway.explainRefusal(signal)).toEqual(problem);
    expect(await gateway.readBranding(signal)).toBeNull();
    expect(
      await gateway
        .connect(
          'chat',
          () => undefined,
          () => undefined,
          'session',
        )
        .renewToken(),
    ).toBe('unavailable');
  });

  it('ends each connection with the reason, once the session’s own step is over; not one that was let go', async () => {
    const told: TransportEvent[] = [];
    const gateway = createForbiddenGateway(problem);
    gateway.connect(
      'chat',
      (event) => void told.push(event),
      () => undefined,
      'session',
    );
    expect(told).toEqual([]);
    await Promise.resolve();
    expect(told).toEqual([{ type: 'closed', end: { kind: 'halt', problem } }]);
    gateway
      .connect(
        'chat',
        (event) => void told.push(event),
        () => undefined,
        'session',
      )
      .close();
    await Promise.resolve();
    expect(told).toHaveLength(1);
  });
});

it('where there is something to wait for, says why only once that is over', async () => {
  const told: TransportEvent[] = [];
  let end = (): void => undefined;
  const gateway = createForbiddenGateway(problem, () => new Promise<void>((over) => (end = over)));
  gateway.connect(
    'chat',
    (event) => void told.push(event),
    () => undefined,
    'session',
  );
  await Promise.resolve();
  expect(told).toEqual([]);
  end();
  await Promise.resolve();
  expect(told).toEqual([{ type: 'closed', end: { kind: 'halt', problem } }]);
});
