import { expect, it } from 'vitest';
import { maskKinds } from '../../lib/shared/mask-kind.ts';
import { flowFixture } from './harness.ts';

const createFlow = flowFixture();

it('what is masked is chosen kind by kind, and holds for the next worker', async () => {
  const flow = await createFlow();
  const options = flow.openOptions();
  expect(await options.request({ type: 'masking/read' })).toEqual({
    ok: true,
    value: { masked: [...maskKinds], locked: [] },
  });
  const value = { masked: ['email', 'card', 'iban', 'key'], locked: [] };
  expect(await options.request({ type: 'masking/choose', kind: 'phone', isMasked: false })).toEqual({
    ok: true,
    value,
  });
  flow.killWorker();
  expect(await flow.openOptions().request({ type: 'masking/read' })).toEqual({ ok: true, value });
});
