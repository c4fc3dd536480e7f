import { describe, expect, it } from 'vitest';
import { answering, connected, told } from './beginnings.ts';
import { session, type Scenario } from './scenario.ts';

const day = 24 * 3_600_000;

const refusals: readonly [string, (s: Scenario) => Scenario][] = [
  ['P31: a close with 4401', (s) => s.drops(4401, 'invalid_token')],
  ['P21: a frame that says so', (s) => s.hears({ type: 'unauthorised' })],
  [
    'P21: a frame, and the close behind it',
    (s) => {
      const { generation } = s.state.connection as { generation: number };
      return s
        .hears({ type: 'unauthorised' })
        .takes({ type: 'socket-closed', generation, code: 4401, reason: 'token_expired' });
    },
  ],
];

describe.each(refusals)('%s', (_, refuse) => {
  it('refreshes the token once, then reconnects at once', () => {
    const s = refuse(connected().forgets());
    expect(s.status).toEqual({ kind: 'connecting' });
    expect(s.effects('refresh-token')).toHaveLength(1);
    expect(s.effects('open-socket')).toEqual([]);
    s.refreshes('refreshed');
    expect(s.effects('open-socket')).toHaveLength(1);
    expect(s.connects().status).toEqual({ kind: 'connected' });
  });

  it('asks to sign in where the new token is refused as well', () => {
    const s = refuse(session({ chatId: 'chat' }).watched().opens())
      .refreshes('refreshed')
      .opens();
    refuse(s).waits(day);
    expect(s.status).toEqual({ kind: 'sign-in-needed' });
    expect(s.problem).toEqual({ code: 'sign-in-needed' });
    expect(s.effects('refresh-token')).toHaveLength(1);
    expect(s.effects('open-socket')).toHaveLength(2);
  });

  it('asks to sign in where chat_joined came in between: an accepted join is no proof of the token', () => {
    const s = refuse(connected()).refreshes('refreshed').connects();
    expect(refuse(s).status).toEqual({ kind: 'sign-in-needed' });
  });

  it('refreshes again where the connection had lasted', () => {
    const s = refuse(connected()).refreshes('refreshed').connects();
    s.waits(20_000).hears({ type: 'pong' });
    refuse(s);
    expect(s.effects('refresh-token')).toHaveLength(2);
    expect(s.at).toBe('refreshing');
  });

  it('asks to sign in where there is nothing to refresh with', () => {
    const s = refuse(connected()).forgets().refreshes('refused').waits(day);
    expect(s.status).toEqual({ kind: 'sign-in-needed' });
    expect(s.effects()).toEqual([]);
  });

  it('P34: backs off where the token could not be asked for', () => {
    const s = refuse(connected()).refreshes('unavailable');
    expect(s.at).toBe('backing-off');
    expect(s.waits(575).at).toBe('opening');
  });

  it('asks for the token again, and not to sign in, where it could not be asked for before', () => {
    const s = refuse(session({ chatId: 'chat' }).watched().opens()).refreshes('unavailable');
    for (let attempt = 2; attempt <= 5; attempt += 1) {
      refuse(s.waits(10_000).opens());
      expect(s.at).toBe('refreshing');
      expect(s.effects('refresh-token')).toHaveLength(attempt);
      s.refreshes('unavailable');
    }
    refuse(s.waits(10_000).opens()).refreshes('refreshed').connects();
    expect(s.status).toEqual({ kind: 'connected' });
  });

  it('lets the user try again after signing in', () => {
    const s = refuse(connected()).refreshes('refused').reconnects();
    refuse(s.opens());
    expect(s.at).toBe('refreshing');
  });

  it('takes the message in flight along', () => {
    const s = refuse(connected().asks('Why?')).refreshes('refreshed').connects();
    expect(s.historyLacks().asked()).toEqual(['q1', 'q1']);
    const cut = refuse(answering('Once')).refreshes('refreshed').connects();
    cut.historyTells(told.question('A story?'), told.answer('Once upon a time'));
    expect(cut.transcript.answer('q1')).toMatchObject({ status: 'complete', text: 'Once upon a time' });
  });
});
