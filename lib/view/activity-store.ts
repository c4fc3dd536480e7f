import type { CommandOf, ReplyOf } from '../messaging/commands.ts';
import type { activityRows, LogView } from '../messaging/activity-rows.ts';
import type { PagePort } from '../messaging/page-port.ts';
import type { ActivityList } from '../shared/activity.ts';
import type { LogLevel } from '../shared/log.ts';
import type { Problem } from '../shared/problem.ts';
import { createHeldState } from './held-state.ts';

export interface ActivityState {
  /** Null until read. */
  readonly list: ActivityList | null;
  /** Null until read. */
  readonly log: LogView | null;
  /** What was done last, to be said. */
  readonly done: 'nothing' | 'cleared' | 'saved';
  readonly problem: Problem | null;
}

/** *Activity* in the settings: what has left in this session of the browser, and the log for support. */
export interface ActivityStore {
  state(): ActivityState;
  subscribe(listener: () => void): () => void;
  clear(): Promise<void>;
  setLevel(level: LogLevel): Promise<void>;
  /** The log as it is now, into a file. */
  save(): Promise<void>;
  dismiss(): void;
  close(): void;
}

type ActivityName = keyof typeof activityRows;

export interface ActivityStoreOptions {
  readonly port: Pick<PagePort<ActivityName>, 'request' | 'subscribe'>;
  readonly saveFile: SaveFile;
  /** Of the extension. */
  readonly version: string;
}

/** Lets the browser keep a text file where its user keeps downloads. */
export type SaveFile = (name: string, text: string | readonly string[], type?: string) => void;

export function createActivityStore({ port, saveFile, version }: ActivityStoreOptions): ActivityStore {
  const held = createHeldState<ActivityState>({ list: null, log: null, done: 'nothing', problem: null });
  const { state, set } = held;
  /** One look at a time; what changes meanwhile is worth one more. */
  let looking: 'no' | 'yes' | 'again' = 'no';

  /** The reply's value; null, and a problem told, where there is none. */
  async function request<Asked extends ActivityName>(
    command: CommandOf<Asked>,
  ): Promise<ReplyOf<Asked> | null> {
    const reply = await port.request(command);
    if (reply.ok) return reply.value;
    set({ problem: reply.failure });
    return null;
  }

  async function look(): Promise<void> {
    if (looking !== 'no') {
      looking = 'again';
      return;
    }
    do {
      looking = 'yes';
      const list = await request({ type: 'activity/read' });
      if (list !== null) set({ list });
    } while (wasAskedAgain());
    looking = 'no';
  }

  /** Changed by whoever asks meanwhile. */
  const wasAskedAgain = (): boolean => looking === 'again';

  async function readLog(): Promise<LogView | null> {
    const log = await request({ type: 'log/read' });
    if (log !== null) set({ log });
    return log;
  }

  const unsubscribe = port.subscribe(({ type }) => {
    if (type === 'activity/changed') void look();
  });
  void look();
  void readLog();

  return {
    state,
    subscribe: held.subscribe,
    async clear() {
      set({ problem: null });
      await port.request({ type: 'activity/clear' }).then((reply) => {
        set(reply.ok ? { done: 'cleared' } : { problem: reply.failure });
      });
      await look();
    },
    async setLevel(level) {
      const { log: before } = state();
      if (before === null) return;
      // Chosen on screen at once; where it could not be stored, what it was before comes back.
      set({ log: { ...before, level }, problem: null, done: 'nothing' });
      set({ log: (await request({ type: 'log/level', level })) ?? before });
    },
    async save() {
      set({ problem: null });
      const log = await readLog();
      if (log === null) return;
      // Whoever reads it later has to know which code has written it.
      const head = JSON.stringify({ at: new Date().toISOString(), event: 'saved', version });
      saveFile('miptech-log.ndjson', [head, ...log.lines].map((line) => `${line}\n`).join(''));
      set({ done: 'saved' });
    },
    dismiss: () => set({ problem: null }),
    close() {
      unsubscribe();
      held.close();
    },
  };
}
