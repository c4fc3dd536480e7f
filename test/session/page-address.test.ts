import { describe, expect, it } from 'vitest';
import { page } from './attached-page.ts';
import { connected } from './beginnings.ts';
import { session } from './scenario.ts';

describe("the address of an attached page, in the chat's context (R20)", () => {
  it('is not told where no page is attached', () => {
    const s = session().watched().connects().asks('Hi');
    expect(s.effects('create-chat')).toMatchObject([{ pageUrl: null }]);
    expect(s.effects('describe-chat')).toEqual([]);
  });

  it('is told with the creation, where a page waits to be sent', () => {
    const s = session().goes('offline').watched().asks('Why?', 'q1', [page]).goes('online').connects();
    expect(s.effects('create-chat')).toMatchObject([{ pageUrl: page.url }]);
    expect(s.effects('describe-chat')).toEqual([]);
    expect(s.asked()).toEqual(['q1']);
  });

  it('is told behind the message, where the chat was there first: the message does not wait for it', () => {
    const s = connected().forgets().asks('Why?', 'q1', [page]);
    expect(s.effects().map(({ type }) => type)).toEqual(['send-message', 'describe-chat']);
    expect(s.effects('describe-chat')).toEqual([{ type: 'describe-chat', pageUrl: page.url }]);
  });

  it('is that of the page, where a pasted text goes along; that has none', () => {
    const pasted = { ...page, id: 'pasted', url: '', source: 'paste' } as const;
    const s = connected().forgets().asks('Why?', 'q1', [pasted]);
    expect(s.effects('describe-chat')).toEqual([]);
    const both = connected().forgets().asks('Why?', 'q1', [pasted, page]);
    expect(both.effects('describe-chat')).toEqual([{ type: 'describe-chat', pageUrl: page.url }]);
    const early = session().goes('offline').watched().asks('Why?', 'q1', [pasted]).goes('online').connects();
    expect(early.effects('create-chat')).toMatchObject([{ pageUrl: null }]);
  });

  it('is not told of a file on this computer: it has none that means anything elsewhere', () => {
    const local = { ...page, url: 'file:///notes.html' };
    const s = connected().forgets().asks('Why?', 'q1', [local]);
    expect(s.effects('describe-chat')).toEqual([]);
  });

  it('is told once', () => {
    const s = connected().asks('Why?', 'q1', [page]).hears({ type: 'processing', messageId: null });
    s.completes({ content: 'So.' }).asks('And?', 'q2', [
      { ...page, id: 'other', url: 'https://example.com/2' },
    ]);
    expect(s.asked()).toEqual(['q1', 'q2']);
    expect(s.effects('describe-chat')).toHaveLength(1);
  });
});
