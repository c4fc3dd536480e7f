import { expect, it, vi } from 'vitest';
import { createMessageReading } from '../../lib/view/message-reading.ts';
import { createTranscriptStore } from '../../lib/view/transcript-store.ts';

vi.mock('../../lib/view/message-loading.ts', () => {
  throw new Error('gone');
});

it('says that more of a chat can not be loaded where the extension was removed under its page', async () => {
  const store = createTranscriptStore({ now: () => 0, frame: () => () => undefined });
  const ask = vi.fn();
  const reading = createMessageReading({ store, ask });
  await reading.loadEarlier();
  expect(store.state().refusal).toEqual({ code: 'part-missing' });
  expect(ask).not.toHaveBeenCalled();
});
