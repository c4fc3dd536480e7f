import type { StageName } from '../messaging/stage-name.ts';
import { joinStage } from './join-stage.ts';
import { pingStage } from './ping-stage.ts';
import { readyStage } from './ready-stage.ts';
import type { SocketProbe } from './socket-probe.ts';
import type { Finding, TestBench } from './stage.ts';
import type { StageRunner } from './stage-runner.ts';
import { webSocketStage } from './websocket-stage.ts';

export interface SocketStagesOptions {
  readonly bench: TestBench;
  readonly ask: (name: StageName, stage: (bench: TestBench) => Promise<Finding>) => Promise<Finding>;
  readonly leaveOut: StageRunner['leaveOut'];
  readonly only: StageName | undefined;
  /** Of who we are to its REST calls. */
  readonly account: Finding;
}

/**
 * The stages of one socket. Closes what it opened, whatever comes.
 * @returns the stage that those after it can't build on; null: all were asked that were to be
 */
export async function askSocket(options: SocketStagesOptions): Promise<StageName | null> {
  // A field, since a plain variable's assignment in a callback is lost on the type checker.
  const opened: { probe: SocketProbe | null } = { probe: null };
  try {
    return await goThrough(options, opened);
  } finally {
    opened.probe?.close();
  }
}

async function goThrough(
  { bench, ask, leaveOut, only, account }: SocketStagesOptions,
  opened: { probe: SocketProbe | null },
): Promise<StageName | null> {
  const { protocol } = bench.profile;
  const socket = await ask('websocket', async (limited) => {
    const { finding, probe } = await webSocketStage(limited, isKnown(account));
    opened.probe = probe;
    return finding;
  });
  const { probe } = opened;
  if (probe === null || isOver(socket)) return 'websocket';
  if (only === 'websocket') return null;
  const ready = await ask('ready', (limited) => readyStage(limited, probe));
  if (isOver(ready)) return 'ready';
  if (only === 'ready') return null;
  if (protocol === 'v1') {
    leaveOut(['join', 'ping'], { outcome: 'skipped', note: { code: 'join-none' } });
    return null;
  }
  const join = await ask('join', (limited) => joinStage(limited, probe));
  if (isOver(join)) return 'join';
  if (only === 'join') return null;
  await ask('ping', (limited) => pingStage(limited, probe, join.note?.code !== 'join-made-up'));
  return null;
}

const isOver = ({ outcome, problem }: Finding): boolean =>
  outcome === 'failed' ||
  outcome === 'skipped' ||
  (outcome === 'warned' && problem !== undefined && problem.code !== 'platform-starting');

/** Its REST calls took the token that we have. */
function isKnown({ outcome, note }: Finding): boolean {
  return outcome === 'passed' && note?.code !== 'signed-out';
}
