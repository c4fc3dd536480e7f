import { describe, expect, it } from 'vitest';
import type { ServerFrame } from '../../lib/protocol/server-frame.ts';
import { answering, connected, told } from './beginnings.ts';
import type { Scenario } from './scenario.ts';

const answer = (s: Scenario) => s.transcript.answer('q1');
const source = { title: 'A', url: 'https://a.example' };

describe('an answer that streams', () => {
  it.each<[string, ServerFrame]>([
    ['processing', { type: 'processing', messageId: null }],
    ['response_start', { type: 'start', messageId: 'm1' }],
    ['response_chunk', { type: 'chunk', messageId: null, content: 'x' }],
    [
      'response_complete',
      { type: 'complete', messageId: null, content: 'x', sources: [], totalTokens: null, totalChunks: null },
    ],
  ])('P11: %s says that the server accepted the message', (_, frame) => {
    const s = connected().asks('Why?');
    expect(s.transcript.question('q1')?.status).toBe('sending');
    s.hears(frame);
    expect(s.transcript.question('q1')?.status).toBe('sent');
    expect(s.state.accepted).toBe(1);
  });

  it('P11: nothing else says so', () => {
    const s = connected().asks('Why?').hears({ type: 'ping' }).hears({ type: 'unknown' }).hearsGarbage();
    expect(s.transcript.question('q1')?.status).toBe('sending');
  });

  it('P11: says in the platform’s words what it does, until there is text', () => {
    const s = connected().asks('Why?').hears({ type: 'processing', messageId: null, doing: 'Reads' });
    expect(s.status).toEqual({ kind: 'connected', doing: 'Reads' });
    s.hears({ type: 'processing', messageId: null }).hears({ type: 'start', messageId: 'm1' });
    expect(s.status).toEqual({ kind: 'connected', doing: 'Reads' });
    s.hears({ type: 'processing', messageId: null, doing: 'Writes' });
    expect(s.status).toEqual({ kind: 'connected', doing: 'Writes' });
    s.hears({ type: 'chunk', messageId: 'm1', content: 'Be' });
    expect(s.status).toEqual({ kind: 'connected' });
    s.hears({ type: 'processing', messageId: null, doing: 'Reads' });
    expect(s.status).toEqual({ kind: 'connected' });
    expect(JSON.stringify(answer(s))).not.toMatch(/Reads|Writes/);
  });

  it('P12: names the answer where response_start does, and does without where it does not', () => {
    expect(answer(answering('Hi', 'm1').completes({ content: 'Hi' }))?.serverId).toBe('m1');
    const s = connected().asks('Why?').chunk('Hi').completes();
    expect(answer(s)).toMatchObject({ text: 'Hi', status: 'complete' });
    expect(answer(s)).not.toHaveProperty('serverId');
  });

  it('P12: takes no name from processing, which may carry that of the question', () => {
    const s = connected().asks('Why?').hears({ type: 'processing', messageId: 'h-question' });
    s.chunk('Hi', 'm1').completes({ messageId: 'm1' });
    expect(answer(s)).toMatchObject({ text: 'Hi', status: 'complete', serverId: 'm1' });
  });

  it('P13: appends, shows the first words at once and the rest in batches of two frames of the display', () => {
    const s = connected().asks('Why?').forgets().chunk('One');
    expect(answer(s)).toMatchObject({ status: 'streaming', text: 'One' });
    s.chunk(', two').waits(10).chunk(', three').waits(21);
    expect(answer(s)?.text).toBe('One');
    s.waits(1);
    expect(answer(s)?.text).toBe('One, two, three');
    const batches = s.changes.flatMap((change) => (change.type === 'text-appended' ? [change.batch] : []));
    expect(batches).toEqual([0, 1]);
  });

  it('P14: a frame without an id belongs to the answer in progress; one with the id of another is dropped', () => {
    const s = answering('Hello', 'm1').chunk(', you', null).chunk(' NOT THIS', 'm0');
    s.completes({ messageId: 'm0', content: 'NOT THIS EITHER' });
    expect(s.state.exchange?.at).toBe('answering');
    s.completes({ messageId: 'm1' });
    expect(answer(s)).toMatchObject({ text: 'Hello, you', status: 'complete' });
  });

  it('P14: what still comes of an answer that is over is not part of the next one', () => {
    const s = answering('One', 'm1').completes({ messageId: 'm1' }).asks('Next?', 'q2');
    s.chunk(' LATE', 'm1').completes({ messageId: 'm1', content: 'LATE' });
    expect(s.transcript.question('q2')?.status).toBe('sending');
    s.chunk('Two', 'm2').completes({ messageId: 'm2' });
    expect(s.transcript.answer('q2')).toMatchObject({ text: 'Two', status: 'complete', serverId: 'm2' });
  });

  it('P14: an answer that was under way before the question was asked is not its answer', () => {
    const s = connected()
      .hears({ type: 'start', messageId: 'other' })
      .chunk('Not ', 'other')
      .asks('A story?');
    s.chunk('yours', 'other')
      .chunk('Once', 'm1')
      .chunk('!', 'other')
      .completes({ messageId: 'other', content: 'Not yours!' });
    s.completes({ messageId: 'm1' });
    expect(answer(s)).toMatchObject({ status: 'complete', text: 'Once' });
  });

  it('P14: frames that belong to no question are dropped', () => {
    const s = connected();
    const { state } = s;
    s.chunk('Unasked').completes({ content: 'Unasked' }).hears({ type: 'error', code: 'x', detail: 'x' });
    expect(s.state).toEqual(state);
    expect(s.transcript.messages()).toEqual([]);
  });

  it('P15: content in the last frame replaces what was appended', () => {
    const s = answering('Onse upon').chunk(' a tmie').completes({ content: 'Once upon a time' });
    expect(answer(s)).toMatchObject({ status: 'complete', text: 'Once upon a time' });
    expect(s.changes.at(-1)).toMatchObject({ type: 'answer-finished', replaces: true });
  });

  it('P15: content that says the same replaces nothing, whatever the counts and the damage', () => {
    const s = answering('Once')
      .hearsGarbage()
      .chunk(' more')
      .completes({ content: 'Once more', totalChunks: 99 });
    expect(answer(s)).toMatchObject({ status: 'complete', text: 'Once more' });
    expect(s.changes.at(-1)).toMatchObject({ type: 'answer-finished', replaces: false });
    expect(s.effects('read-history')).toEqual([]);
  });

  it('P16: without it the chunks are the answer, with those that nobody has seen yet', () => {
    const s = answering('Once')
      .chunk(' upon')
      .completes({ sources: [source], totalTokens: 7, totalChunks: 2 });
    expect(answer(s)).toMatchObject({
      text: 'Once upon',
      status: 'complete',
      sources: [source],
      totalTokens: 7,
    });
    expect(answer(s)?.completedAt).toBe(s.now);
    expect(s.due('flush')).toBeNull();
    expect(s.due('silence')).toBeNull();
  });

  it('P16: an empty content after text takes nothing back', () => {
    expect(answer(answering('Once').completes({ content: '' }))).toMatchObject({
      text: 'Once',
      status: 'complete',
    });
  });
});

const fromHistory = [told.question('A story?'), told.answer('Once upon a time')];

describe('an answer that may have a hole is read back from the history', () => {
  it.each<[string, (s: Scenario) => Scenario]>([
    ['P17: total_chunks is more than arrived', (s) => s.completes({ totalChunks: 2 })],
    ['P17: total_chunks is less than arrived', (s) => s.chunk('!').completes({ totalChunks: 1 })],
    ['P18: a frame of it could not be read', (s) => s.hearsGarbage().completes({ totalChunks: 1 })],
    ['P3, P18: the frame that could not be read may have been the end', (s) => s.hearsGarbage().waits(5000)],
    [
      'nothing came for a minute',
      (s) => s.waits(20_000).hears({ type: 'pong' }).waits(20_000).hears({ type: 'pong' }).waits(20_000),
    ],
  ])('%s', (_, happens) => {
    const s = happens(answering('Once upon'));
    expect(s.effects('read-history')).toHaveLength(1);
    expect(answer(s)).toMatchObject({ status: 'streaming' });
    s.historyTells(...fromHistory);
    expect(answer(s)).toMatchObject({
      status: 'complete',
      text: 'Once upon a time',
      serverId: 'h-Once upon a time',
    });
    expect(s.state.exchange).toBeNull();
  });

  it('P14: on the same socket, an answer whose frames don’t name it may go on: the next message takes a new one', () => {
    const s = answering('Once upon').asks('Next', 'q2').hearsGarbage().waits(5000).forgets();
    s.historyTells(...fromHistory);
    expect(s.effects('close-socket', 'open-socket')).toHaveLength(2);
    expect(s.asked()).toEqual([]);
    expect(s.connects().asked()).toEqual(['q2']);
  });

  it.each<[string, (s: Scenario) => Scenario]>([
    ['it named itself in every frame', (s) => s.hearsGarbage().waits(5000)],
    ['it had come to its end', (s) => s.completes({ totalChunks: 2 })],
  ])('P14: the next message stays on the socket when %s', (_, happens) => {
    const s = happens(answering('Once upon', 'm1').asks('Next', 'q2')).forgets();
    s.historyTells(...fromHistory);
    expect(s.asked()).toEqual(['q2']);
    expect(s.at).toBe('ready');
  });

  it('P14: the late answer to a question that was stopped is not the answer to the next', () => {
    const s = answering('Once', 'm1').stops().asks('Why?', 'q2').drops().connects();
    s.historyTells(
      told.question('A story?', 'h1'),
      told.question('Why?', 'h2'),
      told.answer('Once upon a time', 'm1'),
    );
    expect(s.transcript.answer('q2')?.status).toBe('pending');
    s.waits(1000).historyTells(
      told.question('A story?', 'h1'),
      told.question('Why?', 'h2'),
      told.answer('Once upon a time', 'm1'),
      told.answer('Because.', 'm2'),
    );
    expect(s.transcript.answer('q2')).toMatchObject({ status: 'complete', text: 'Because.' });
  });

  it('P14: of several answers behind the question, it is the one whose id came over the socket', () => {
    const s = answering('Once', 'm1').drops().connects();
    s.historyTells(
      told.question('A story?'),
      told.answer('Other', 'm0'),
      told.answer('Once upon a time', 'm1'),
    );
    expect(answer(s)?.text).toBe('Once upon a time');
  });

  it('P16: an answer that ends without a word is looked up as well', () => {
    const s = connected().asks('A story?').completes();
    expect(s.effects('read-history')).toHaveLength(1);
  });

  it('P11: processing, and then nothing, is looked up after a minute', () => {
    const s = connected().asks('A story?').hears({ type: 'processing', messageId: null });
    for (let n = 0; n < 3; n += 1) s.waits(20_000).hears({ type: 'pong' });
    expect(s.effects('read-history')).toHaveLength(1);
    expect(s.historyTells(...fromHistory).transcript.answer('q1')?.text).toBe('Once upon a time');
  });

  it('P3: a fault outside an answer costs nothing', () => {
    const s = connected()
      .hearsGarbage()
      .asks('A story?')
      .hearsGarbage()
      .chunk('Once')
      .completes({ totalChunks: 1 });
    expect(answer(s)).toMatchObject({ status: 'complete', text: 'Once' });
  });

  it('a word in time keeps the minute from running out', () => {
    const s = answering('1');
    for (let n = 0; n < 10; n += 1) s.waits(15_000).chunk('.');
    expect(s.effects('read-history')).toEqual([]);
    expect(s.waits(32).transcript.answer('q1')?.text).toBe(`1${'.'.repeat(10)}`);
  });
});
