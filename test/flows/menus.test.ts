import { describe, expect, it } from 'vitest';
import { createFlow, flowFixture } from './harness.ts';

/* Our entries in the menus of pages, which the browser keeps, whatever becomes of the worker that has made them. */
const fixture = flowFixture();

const ours = ['Ask about this page', 'Ask about “%s”', '—', 'Explain', 'Summarise', 'Translate'];
const withShort = [...ours, '—', 'Short && % s'];
const short = { id: crypto.randomUUID(), title: 'Short & %s', text: 'Shorter.' };

describe('the menus', () => {
  it('are made by the first worker of a browser, and by no other', async () => {
    const flow = await fixture();
    await flow.items.areMenusShown.write(false);
    flow.startWorker();
    await flow.until(() => flow.menus().length === ours.length);
    expect(flow.menus()).toEqual(ours);
    await flow.settle();
    flow.killWorker();
    flow.startWorker();
    await flow.settle();
    expect(flow.trace.filter((touch) => touch === 'address bar told')).toHaveLength(1);
  });

  it('follow the prompts', async () => {
    const flow = await fixture();
    const options = flow.openOptions();
    await options.request({ type: 'prompts/save', prompt: short });
    await flow.until(() => flow.menus().length === withShort.length);
    expect(flow.menus()).toEqual(withShort);
    await options.request({ type: 'prompts/remove', id: short.id });
    await flow.until(() => flow.menus().length === ours.length);
    expect(flow.menus()).toEqual(ours);
  });

  it('have the last of two prompts that are saved at once', async () => {
    const flow = await fixture();
    const options = flow.openOptions();
    const long = { ...short, id: crypto.randomUUID(), title: 'Long' };
    await Promise.all([short, long].map((prompt) => options.request({ type: 'prompts/save', prompt })));
    await flow.settle();
    expect(flow.menus()).toEqual([...withShort, 'Long']);
  });

  it('offer the organisation’s prompts behind one’s own', async () => {
    const flow = await fixture({ policy: { prompts: [{ title: 'House style', text: 'Ours: {page}' }] } });
    await flow.openOptions().request({ type: 'prompts/save', prompt: short });
    await flow.until(() => flow.menus().length > withShort.length);
    expect(flow.menus()).toEqual([...withShort, 'House style']);
  });

  it('offer nothing where the organisation lets no page be attached, from that moment on', async () => {
    const flow = await fixture();
    await flow.items.areMenusShown.write(false);
    flow.startWorker();
    await flow.until(() => flow.menus().length === ours.length);
    flow.setPolicy({ pageContext: { enabled: false } });
    await flow.until(() => flow.menus().length === 0);
    await flow.settle();
    expect(flow.menus()).toEqual([]);
  });
});

/** Kills the worker at that touch while the menus are made, and made again with a prompt. False: it had none so many. */
async function dieAt(touch: number): Promise<boolean> {
  const flow = await createFlow();
  try {
    await flow.items.areMenusShown.write(false);
    const from = flow.trace.length;
    flow.killWorkerAt(touch);
    flow.startWorker();
    await flow.settle();
    const options = flow.openOptions();
    let isSaved = false;
    void options.request({ type: 'prompts/save', prompt: short }).then(() => (isSaved = true));
    await flow.until(() => isSaved);
    await flow.settle();
    // As the next that needs one starts it.
    flow.startWorker();
    await flow.settle();
    const died = flow.trace.length - from > touch;
    expect({ at: flow.trace[from + touch - 1], menus: flow.menus() }).toEqual({
      at: flow.trace[from + touch - 1],
      menus: withShort,
    });
    expect(await flow.items.areMenusShown.read()).toBe(true);
    return died;
  } finally {
    await flow.close();
  }
}

it('are right in the end, at whatever touch a worker has died that made them', async () => {
  let touch = 1;
  while (await dieAt(touch)) touch += 1;
  expect(touch).toBeGreaterThan(25);
});
