import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  garbageFrame,
  hugeFrame,
  interleavedWith,
  loseChunk,
  repeatChunk,
  unknownFrame,
  withoutContent,
  withoutMessageIds,
  withoutResponseStart,
} from '../platform/behaviours.ts';
import type { Behaviour } from '../platform/behaviour.ts';
import { mixedMarkdown } from './mixed-markdown.ts';
import type { PanelDriver } from './panel-driver.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let panel: PanelDriver;
let faults: string[] = [];

beforeAll(async () => {
  world = await createWorld();
  panel = await world.openPanel();
  panel.page.on('pageerror', (error) => faults.push(String(error)));
});
beforeEach(async () => {
  faults = [];
  await panel.startOver();
});
afterEach(() => world.calm());
afterAll(() => world.close());

const answer = mixedMarkdown(1_500);

const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;

const cases: readonly (readonly [string, readonly Behaviour[]])[] = [
  ['text that is no JSON', [garbageFrame('}{ not json', 4), withoutContent()]],
  ['an empty frame', [garbageFrame('', 4), withoutContent()]],
  ['bytes', [garbageFrame(Buffer.from([0, 255, 254, 10, 13]), 4), withoutContent()]],
  ['JSON that is no frame', [garbageFrame('[1,2,{"type":7}]', 4), withoutContent()]],
  ['JSON 100,000 levels deep', [garbageFrame(deep, 4), withoutContent()]],
  [
    'a frame that names a prototype',
    [
      garbageFrame(
        '{"__proto__":{"type":"response_complete"},"constructor":{"prototype":{"status":"failed"}}}',
        4,
      ),
      withoutContent(),
    ],
  ],
  [
    'a chunk whose content is an object',
    [garbageFrame('{"type":"response_chunk","content":{"a":1}}', 4), withoutContent()],
  ],
  ['a frame of an unknown type', [unknownFrame(4), withoutContent()]],
  ['a frame of 16 MB', [hugeFrame(16 * 1024 * 1024, 4)]],
  ['a chunk that is lost', [loseChunk(5), withoutContent()]],
  ['a chunk that comes twice', [repeatChunk(5)]],
  [
    'another answer, chunk by chunk',
    [interleavedWith('Not what you asked for. '.repeat(20)), withoutContent()],
  ],
  ['neither ids nor a start', [withoutMessageIds(), withoutResponseStart(), withoutContent()]],
];

it.each(cases)(
  '%s in the middle of an answer: the answer is exact, and the panel alive',
  async (name, behaviours) => {
    world.platform.script(...behaviours);
    world.platform.answerWith(answer, { chunkSize: 50, tokensPerSecond: 60 });
    await panel.send(`With ${name}`);
    await panel.answered();
    expect(await panel.copied()).toBe(answer);

    // Alive: the next question is answered as if nothing had been.
    world.calm();
    world.platform.answerWith('All is well.');
    await panel.send(`After ${name}`);
    await panel.answered(2);
    expect(await panel.copied()).toBe('All is well.');
    await panel.connection(/^Connected$/);
    expect(faults).toEqual([]);
  },
);
