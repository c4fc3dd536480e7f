import { describe, expect, it } from 'vitest';
import { defaultPreferences } from '../../lib/config/preferences-record.ts';
import { flowFixture } from './harness.ts';

const createFlow = flowFixture();

describe('preferences', () => {
  it('reach every open panel at once, and the next worker', async () => {
    const flow = await createFlow();
    const [panel, other] = [flow.openPanel(1), flow.openPanel(2)];
    await flow.until(() => panel.view() !== null && other.view() !== null);
    expect(panel.view()?.preferences).toEqual(defaultPreferences);
    const chosen = { ...defaultPreferences, sendWith: 'modifier-enter' as const };
    const changed = { sendWith: 'modifier-enter' as const };
    expect(await flow.openOptions().request({ type: 'preferences/change', changed })).toEqual({
      ok: true,
      value: chosen,
    });
    await flow.until(() => other.view()?.preferences.sendWith === 'modifier-enter');
    expect(panel.view()?.preferences).toEqual(chosen);
    flow.killWorker();
    const third = flow.openPanel(3);
    await flow.until(() => third.view() !== null);
    expect(third.view()?.preferences).toEqual(chosen);
    expect(await flow.openOptions().request({ type: 'preferences/read' })).toEqual({
      ok: true,
      value: chosen,
    });
  });
});
