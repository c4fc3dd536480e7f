import { describe, expect, it } from 'vitest';
import { page } from './attached-page.ts';
import { connected } from './beginnings.ts';

describe("a page that is attached to a later message, in the chat's context (R20)", () => {
  it('is not told where the first message had none: the chat is about what it began with', () => {
    const s = connected()
      .asks('Hi')
      .hears({ type: 'processing', messageId: null })
      .completes({ content: 'Hi.' });
    s.asks('Why?', 'q2', [page]);
    expect(s.asked()).toEqual(['q1', 'q2']);
    expect(s.effects('describe-chat')).toEqual([]);
  });

  it('is not told, however many follow', () => {
    const s = connected().asks('Hi').completes({ content: 'Hi.' });
    s.asks('Why?', 'q2', [page]).completes({ content: 'So.' }).asks('And?', 'q3', [page]);
    expect(s.asked()).toEqual(['q1', 'q2', 'q3']);
    expect(s.effects('describe-chat')).toEqual([]);
  });

  it('is told where the platform took no message before it', () => {
    const s = connected().asks('Hi').hears({ type: 'error', code: 'bad', detail: null });
    s.asks('Why?', 'q2', [page]);
    expect(s.asked()).toEqual(['q1', 'q2']);
    expect(s.effects('describe-chat')).toEqual([{ type: 'describe-chat', pageUrl: page.url }]);
  });

  it('is told by the first of several', () => {
    const s = connected().asks('Why?', 'q1', [page, { ...page, id: 'other', url: 'https://example.com/2' }]);
    expect(s.effects('describe-chat')).toEqual([{ type: 'describe-chat', pageUrl: page.url }]);
  });
});
