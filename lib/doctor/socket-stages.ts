import type { StageName } from '../messaging/stage-name.ts';
import { joinStage } from './join-stage.ts';
import { createTestChat, messageStage } from './message-stage.ts';
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
 * The stages of one socket, and the message. Closes what it opened, whatever comes.
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
  const wantsMessage = only === 'message';
  const isByRest = bench.profile.protocol === 'rest';
  const chat: { id: string | null } = { id: null };

  const askMessage = (probe: SocketProbe | null): Promise<Finding> =>
    ask('message', async (limited) => {
      const created = chat.id ?? (await createTestChat(limited));
      return typeof created === 'string' ? messageStage(limited, probe, created) : created;
    });

  if (isByRest) {
    leaveOut(['websocket', 'ready', 'join', 'ping'], {
      outcome: 'skipped',
      note: { code: 'socket-unused' },
    });
    if (wantsMessage) await askMessage(null);
    return null;
  }

  const socket = await ask('websocket', async (limited) => {
    const { finding, probe } = await webSocketStage(limited, isKnown(account));
    opened.probe = probe;
    return finding;
  });
  const { probe } = opened;
  if (probe === null || socket.outcome === 'failed' || socket.outcome === 'skipped') return 'websocket';
  if (only === 'websocket') return null;
  const ready = await ask('ready', (limited) => readyStage(limited, probe));
  if (isOver(ready)) return 'ready';
  if (only === 'ready') return null;
  if (wantsMessage) {
    const created = await ask('join', async (limited) => {
      const found = await createTestChat(limited);
      if (typeof found !== 'string') return found;
      chat.id = found;
      return joinStage(limited, probe, found);
    });
    // Why there is no chat, or no way into it, is what keeps the message from being sent.
    if (isOver(created)) leaveOut(['message'], created);
    else await askMessage(probe);
    return null;
  }
  const join = await ask('join', (limited) => joinStage(limited, probe, null));
  if (isOver(join)) return 'join';
  if (only === 'join') return null;
  await ask('ping', (limited) => pingStage(limited, probe, join.note?.code !== 'join-made-up'));
  return null;
}

const isOver = ({ outcome }: Finding): boolean => outcome === 'failed' || outcome === 'skipped';

/** Its REST calls took the token that we have. */
function isKnown({ outcome, note }: Finding): boolean {
  return outcome === 'passed' && note?.code !== 'signed-out';
}
