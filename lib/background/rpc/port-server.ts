import { z } from 'zod/mini';
import { portName, type PortName } from '../../messaging/command-row.ts';
import {
  commands,
  readCommand,
  type CommandName,
  type CommandOf,
  type NameFrom,
  type ReplyOf,
  type ScreenName,
} from '../../messaging/commands.ts';
import { request as requestSchema, type Push, type Reply } from '../../messaging/contract.ts';
import type { TestStage } from '../../messaging/settings-shapes.ts';
import type { IncomingPort } from '../../shared/port.ts';
import type { Log } from '../../shared/log.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Report } from '../../shared/report.ts';
import { fail, type Result } from '../../shared/result.ts';
import { createSerialQueue } from '../../shared/serial-queue.ts';
import { underWay } from '../../session/state.ts';
import { createPanelConnection, type PanelConnection } from '../panels/panel-connection.ts';
import type { Activity } from '../activity/activity.ts';
import type { ActiveWorkspace } from '../panels/active-workspace.ts';
import type { Attention } from '../attention/attention.ts';
import type {
  Asked,
  AskedByOptions,
  AskedByPanel,
  AskedOnScreen,
  CommandHandlers,
  Handler,
} from './command-handlers.ts';

export interface PortServerOptions {
  readonly handlers: CommandHandlers;
  /** Opens, or opens again, what that panel shows. */
  readonly open: (panel: PanelConnection) => Promise<void>;
  readonly activeWorkspace: Pick<
    ActiveWorkspace,
    'add' | 'remove' | 'watchers' | 'isAlsoOpen' | 'tellAlsoOpen'
  >;
  readonly attention: Pick<Attention, 'watchersChanged' | 'lookAgain'>;
  /** A panel more shows that conversation, or one less. */
  readonly watchersChanged: (conversationId: string) => void;
  readonly activity: Pick<Activity, 'watch'>;
  /** The list of chats says which of them are shown. */
  readonly chatsChanged: () => void;
  readonly extensionId: string;
  readonly log: Log;
  readonly report: Report;
  /** Of our own pages. */
  readonly pageUrls: Readonly<Record<PortName, string>>;
}

type Performed = Promise<Result<unknown, Problem>>;

/** The background's end of the contract. */
export function acceptPort(port: IncomingPort, options: PortServerOptions): void {
  const name = portName.safeParse(port.name);
  // A content script carries our id too, but its page's URL; another extension neither.
  const isOurs =
    name.success &&
    port.senderId === options.extensionId &&
    isAllowed(port.senderUrl, name.data, options.pageUrls);
  if (!isOurs) {
    options.log({ event: 'port-refused' });
    return port.disconnect();
  }
  if (name.data === 'panel') acceptPanel(port, options);
  else acceptOptions(port, options);
}

/** The panel's first card sets a connection up, by what the settings ask: both are ours, and of one origin. */
function isAllowed(
  url: string | undefined,
  port: PortName,
  { panel, options }: PortServerOptions['pageUrls'],
) {
  return isPage(url, panel) || (port === 'options' && isPage(url, options));
}

function isPage(url: string | undefined, page: string): boolean {
  return url !== undefined && url.replace(/[?#].*$/, '') === page;
}

function acceptPanel(port: IncomingPort, options: PortServerOptions): void {
  const { activeWorkspace, attention, log } = options;
  const panel: PanelConnection = createPanelConnection(
    port,
    ({ runner, conversationId }) => {
      attention.watchersChanged(conversationId, panel.windowId, underWay(runner.state()));
      activeWorkspace.tellAlsoOpen(conversationId);
      options.watchersChanged(conversationId);
      void runner.dispatch({ type: 'watched', watchers: activeWorkspace.watchers(conversationId) });
      options.chatsChanged();
    },
    () => activeWorkspace.isAlsoOpen(panel),
  );
  activeWorkspace.add(panel);
  port.onDisconnect.addListener(() => {
    activeWorkspace.remove(panel);
    panel.close();
    attention.lookAgain();
  });
  listen(port, {
    name: 'panel',
    perform: (command, asked) => performForPanel(command, { ...asked, panel }, options),
    post: panel.post,
    log,
  });
}

function acceptOptions(port: IncomingPort, options: PortServerOptions): void {
  const closing = new AbortController();
  const gone = closing.signal;
  const unwatch = options.activity.watch(() => post({ type: 'activity/changed' }));
  port.onDisconnect.addListener(() => {
    closing.abort();
    unwatch();
  });
  const post = (message: Push | Reply): void => {
    if (!gone.aborted) port.postMessage(message);
  };
  const tellStage = (stage: TestStage): void => post({ type: 'test/stage', stage });
  listen(port, {
    name: 'options',
    perform: (command, asked) => performForOptions(command, { ...asked, tellStage, gone }, options),
    post,
    log: options.log,
  });
}

interface Listening<Port extends PortName> {
  readonly name: Port;
  /** Never rejects. */
  readonly perform: (command: CommandOf<NameFrom<Port>>, asked: Asked) => Performed;
  readonly post: (reply: Reply) => void;
  readonly log: Log;
}

const numbered = z.object({ requestId: z.number() });

/** One reply to each request that has a number, whatever else is in it. */
function listen<Port extends PortName>(
  port: IncomingPort,
  { name, perform, post, log }: Listening<Port>,
): void {
  const inOrder = createSerialQueue();
  port.onMessage.addListener((message) => {
    const request = requestSchema.safeParse(message);
    const { data } = request.success ? request : numbered.safeParse(message);
    if (data === undefined) return log({ event: 'request-refused', fault: 'no-number' });
    const { requestId } = data;
    const command = request.success ? readCommand(name, request.data.command) : fail('unreadable' as const);
    if (!request.success || !command.ok) {
      log({ event: 'request-refused', fault: command.ok ? 'unreadable' : command.failure });
      return post({ type: 'reply', requestId, problem: { code: 'internal' } });
    }
    const { about = null, again = false } = request.data;
    const job = (): Performed => perform(command.value, { about, again });
    const { isOrdered = false } = commands[command.value.type];
    void (isOrdered ? inOrder(job) : job()).then((done) =>
      post(
        done.ok
          ? { type: 'reply', requestId, value: done.value }
          : { type: 'reply', requestId, problem: done.failure },
      ),
    );
  });
}

/** Never rejects: what goes wrong is a Problem for the person who asked. */
export async function performForPanel(
  command: CommandOf<NameFrom<'panel'>>,
  asked: AskedByPanel,
  { handlers, open, report }: Pick<PortServerOptions, 'handlers' | 'open' | 'report'>,
): Performed {
  try {
    if (!isOnScreen(command)) return await handle<OffScreenName, AskedByPanel>(command, asked, handlers);
    const { panel, about } = asked;
    // A command that overtook the first snapshot, as after the worker died, waits for it here.
    if (panel.shown() === null) await open(panel);
    const shown = panel.shown();
    if (shown === null) return fail({ code: 'internal' });
    if (about !== null && about !== shown.conversationId && commands[command.type].screen === 'same') {
      // Law 9: a message typed on one screen must not land in the conversation, or with the tenant, of the next.
      return fail({ code: 'conversation-changed' });
    }
    return await handle<ScreenName, AskedOnScreen>(command, { ...asked, ...shown }, handlers);
  } catch (error) {
    return fail(report(error, 'panel-command'));
  }
}

/** Never rejects. */
export async function performForOptions(
  command: CommandOf<NameFrom<'options'>>,
  asked: AskedByOptions,
  { handlers, report }: Pick<PortServerOptions, 'handlers' | 'report'>,
): Performed {
  try {
    return await handle<NameFrom<'options'>, AskedByOptions>(command, asked, handlers);
  } catch (error) {
    return fail(report(error, 'options-command'));
  }
}

type OffScreenName = Exclude<NameFrom<'panel'>, ScreenName>;

function isOnScreen(command: CommandOf<NameFrom<'panel'>>): command is CommandOf<ScreenName> {
  return commands[command.type].screen !== undefined;
}

function handle<Name extends CommandName, In>(
  command: CommandOf<Name>,
  asked: In,
  handlers: { readonly [Each in Name]: Handler<Each, In> },
): Promise<Result<ReplyOf<Name>, Problem>> {
  return handlers[command.type](command, asked);
}
