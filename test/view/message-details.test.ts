import { describe, expect, it } from 'vitest';
import { temporaryId } from '../../lib/shared/temporary-chat.ts';
import { messageDetails } from '../../lib/view/message-details.ts';
import { answer, question } from './messages.ts';

const of = (...told: Parameters<typeof messageDetails>): Record<string, string> =>
  Object.fromEntries(messageDetails(...told));

describe('the details of an answer', () => {
  const whole = answer({
    status: 'complete',
    createdAt: 2_000,
    completedAt: 9_400,
    totalTokens: 7_940,
    serverId: 's',
  });

  it('count from when the question left, not from when it was written', () => {
    expect(of(whole, question({ createdAt: 0, sentAt: 5_000 }))).toMatchObject({
      Took: '4 s',
      Tokens: '7,940',
      'Answer id': 's',
      'Question id': 'u1',
    });
    expect(of(whole, question({ createdAt: 1_400 }))['Took']).toBe('8 s');
    expect(of(whole, null)['Took']).toBe('7 s');
  });

  it('tell no time that is felt as none', () => {
    expect(of(whole, question({ sentAt: 6_500 }))).not.toHaveProperty('Took');
    expect(of(whole, question({ sentAt: 6_400 }))['Took']).toBe('3 s');
  });

  it('name the session as the platform knows it, of a temporary chat, too', () => {
    const session = '5e1f0c9e-1111-4111-8111-000000000000';
    for (const conversationId of [session, temporaryId(session)])
      expect(of(answer({ conversationId }), null)).toMatchObject({ 'Session id': session });
  });

  it('say nothing of what is not known, and no time that ran backwards', () => {
    const bare = of(answer({ status: 'stopped', createdAt: 2_000 }), null);
    expect(Object.keys(bare)).toEqual(['Asked', 'Question id', 'Session id']);
    expect(of(whole, question({ sentAt: 20_000 }))).not.toHaveProperty('Took');
  });
});
