import { describe, expect, it } from 'vitest';
import { createPromptStore } from '../../../lib/background/prompts/prompt-store.ts';
import { mostPrompts, type Prompt } from '../../../lib/shared/prompt.ts';

const made = (id: string, text = 'x'): Prompt => ({ id, title: id.toUpperCase(), text });

function setUp(stored: Prompt[] = []) {
  let kept = stored;
  let writes = 0;
  const store = createPromptStore({
    read: async () => kept,
    write: async (next) => {
      writes += 1;
      kept = next;
    },
  });
  return {
    store,
    kept: () => kept.map(({ id }) => id),
    text: (id: string) => kept.find((one) => one.id === id)?.text,
    writes: () => writes,
  };
}

describe('own prompts', () => {
  it('are added behind the others, once, and changed where they stand', async () => {
    const { store, kept, text } = setUp();
    await Promise.all(['a', 'b', 'c', 'b'].map((id) => store.save(made(id), undefined)));
    expect(kept()).toEqual(['a', 'b', 'c']);
    await store.save(made('b', 'better'), undefined);
    expect(kept()).toEqual(['a', 'b', 'c']);
    expect(text('b')).toBe('better');
  });

  it.each([
    ['c', 0, ['c', 'a', 'b']],
    ['a', 1, ['b', 'a', 'c']],
    ['a', 99, ['b', 'c', 'a']],
  ] as const)('%s is moved to %i: %j', async (id, at, order) => {
    const { store, kept } = setUp([made('a'), made('b'), made('c')]);
    await store.save(made(id), at);
    expect(kept()).toEqual(order);
  });

  it('come back in their place after a deletion', async () => {
    const { store, kept } = setUp([made('a'), made('b'), made('c')]);
    await store.remove('b');
    expect(kept()).toEqual(['a', 'c']);
    await store.save(made('b'), 1);
    expect(kept()).toEqual(['a', 'b', 'c']);
  });

  it('are no more than so many, of which each can still be changed', async () => {
    const full = Array.from({ length: mostPrompts }, (_, n) => made(`p${n}`));
    const { store, kept, text, writes } = setUp(full);
    await store.save(made('more'), 0);
    expect([kept().length, writes()]).toEqual([mostPrompts, 0]);
    await store.save(made('p7', 'better'), undefined);
    expect(text('p7')).toBe('better');
  });
});
