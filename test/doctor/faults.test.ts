import { describe, expect, it } from 'vitest';
import { tellStage } from '../../lib/view/stage-told.ts';
import { optionsWords } from '../../lib/view/words/options-words.ts';
import { stageWords } from '../../lib/view/words/stage-words.ts';
import type { TestStage } from '../../lib/messaging/test-stage.ts';
import { run } from './doctor-fixture.ts';
import type { Fault } from './fault.ts';
import { closedPort, runOver, selfSigned, withPlatform } from './real-world.ts';
import { realFaults, socketFaults } from './real-faults.ts';
import { scriptedFaults } from './scripted-faults.ts';

/** The words of the stage that tells it, and what to do: as on screen, but for the server's own. */
function wordsOf(stage: TestStage): string {
  const { title, found, next } = tellStage(stage);
  const words = [`${stageWords[stage.name]}:`, optionsWords.outcomes[stage.outcome], title, found, next]
    .filter(Boolean)
    .join(' ');
  // A port that is another each time would tell any two apart.
  return words.replaceAll(/127\.0\.0\.1:\d+/g, 'this computer');
}

const said = new Map<string, string>();

function expectTold(fault: Fault, stages: readonly TestStage[]): void {
  const { what, stage, code, says, next } = fault;
  const outcome = fault.outcome ?? 'failed';
  const told = stages.find(({ name }) => name === stage);
  expect(told).toBeDefined();
  if (told === undefined) return;
  const { problem, note } = told;
  expect({
    outcome: told.outcome,
    code: [problem?.code ?? '', note?.code].filter((part) => part !== undefined).join('/'),
  }).toEqual({ outcome, code });
  const { title, found, next: step } = tellStage(told);
  expect([title, found].filter(Boolean).join(' ')).toMatch(says);
  expect(step ?? '').toMatch(next);
  // Nothing before it is blamed.
  const firstFailed = stages.find((each) => each.outcome === 'failed')?.name;
  if (outcome === 'failed') expect(firstFailed).toBe(stage);
  said.set(what, wordsOf(told));
}

describe('a fault is told, at its stage, with what to do about it', () => {
  it.each(scriptedFaults)('$what', async (fault) => {
    expectTold(fault, (await run(fault.by)).stages);
  });

  it.each(realFaults)('of a real platform: $what', async (fault) => {
    await withPlatform(async (platform) => {
      fault.by(platform);
      expectTold(fault, await runOver(platform, fault.settings?.(platform)));
    });
  });

  it.each(socketFaults)('by real sockets: $what', async (fault) => {
    const at = fault.server === 'tls' ? await selfSigned() : await closedPort();
    try {
      expectTold(fault, await runOver(null, { apiUrl: at.origin }, { hasAccess: fault.hasAccess }));
    } finally {
      await at.close();
    }
  });

  it('of which there are more than 36, no two in the same words', () => {
    expect(said.size).toBe(scriptedFaults.length + realFaults.length + socketFaults.length);
    expect(said.size).toBeGreaterThan(60);
    const alike = new Map<string, string[]>();
    for (const [what, words] of said) alike.set(words, [...(alike.get(words) ?? []), what]);
    expect([...alike.values()].filter((faults) => faults.length > 1)).toEqual([]);
  });
});
