import { portName, request as requestSchema, type Command, type Push } from '../../messaging/contract.ts';
import type { IncomingPort } from '../../shared/port.ts';
import type { Log } from '../../shared/log.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Result } from '../../shared/result.ts';
import { isAccountCommand, performAccountCommand, type AccountServices } from './account-commands.ts';
import { isOptionsCommand, performOptionsCommand, type OptionsServices } from './options-commands.ts';
import { createSerialQueue } from '../../shared/serial-queue.ts';
import { createPanelConnection } from '../panels/panel-connection.ts';
import { performPanelCommand } from './panel-commands.ts';
import type { PanelServices } from './panel-services.ts';
import type { ActiveWorkspace } from '../panels/active-workspace.ts';

export interface PortServerOptions {
  readonly activeWorkspace: ActiveWorkspace;
  readonly panelServices: PanelServices;
  readonly optionsServices: OptionsServices;
  readonly accountServices: AccountServices;
  readonly extensionId: string;
  readonly log: Log;
  /** Of our own pages, by the port each may open. */
  readonly pageUrls: { readonly panel: string; readonly options: string };
}

/** The background's end of the contract: which port may ask what. */
export function acceptPort(port: IncomingPort, options: PortServerOptions): void {
  const name = portName.safeParse(port.name);
  // A content script carries our id too, but its page's URL; another extension neither.
  const isOurs =
    name.success &&
    port.senderId === options.extensionId &&
    isPage(port.senderUrl, options.pageUrls[name.data]);
  if (!isOurs) {
    options.log({ event: 'port-refused' });
    return port.disconnect();
  }
  if (name.data === 'panel') acceptPanel(port, options);
  else acceptOptions(port, options);
}

function isPage(url: string | undefined, page: string): boolean {
  return url !== undefined && url.replace(/[?#].*$/, '') === page;
}

function reply(requestId: number, done: Result<unknown, Problem>): Push {
  return done.ok
    ? { type: 'reply', requestId, value: done.value }
    : { type: 'reply', requestId, problem: done.failure };
}

/**
 * Carried out in the order in which the page asked for them. One that is asked for again has to be looked up first; what
 * was typed after it must not overtake it meanwhile.
 */
const ordered: ReadonlySet<Command['type']> = new Set<Command['type']>([
  'message/send',
  'message/retry',
  'message/edit',
  'message/remove',
  'message/recall',
  'answer/stop',
]);

function acceptPanel(port: IncomingPort, options: PortServerOptions): void {
  const { activeWorkspace, panelServices, accountServices } = options;
  const panel = createPanelConnection(port, ({ runner, conversationId }) => {
    void runner.dispatch({ type: 'watched', watchers: activeWorkspace.watchers(conversationId) });
  });
  const inOrder = createSerialQueue();
  activeWorkspace.add(panel);
  port.onDisconnect.addListener(() => {
    activeWorkspace.remove(panel);
    panel.close();
  });
  port.onMessage.addListener((message) => {
    const parsed = requestSchema.safeParse(message);
    if (!parsed.success) return;
    const { requestId, command, about = null, again = false } = parsed.data;
    if (isOptionsCommand(command)) return;
    const perform = (): Promise<Result<unknown, Problem>> =>
      isAccountCommand(command)
        ? performAccountCommand(command, accountServices, again)
        : performPanelCommand(panel, command, panelServices, { about, again });
    void (ordered.has(command.type) ? inOrder(perform) : perform()).then((done) =>
      panel.post(reply(requestId, done)),
    );
  });
}

function acceptOptions(port: IncomingPort, options: PortServerOptions): void {
  const { optionsServices, accountServices } = options;
  const gone = new AbortController();
  port.onDisconnect.addListener(() => gone.abort());
  const post = (push: Push): void => {
    if (!gone.signal.aborted) port.postMessage(push);
  };
  port.onMessage.addListener((message) => {
    const parsed = requestSchema.safeParse(message);
    if (!parsed.success) return;
    const { requestId, command, again } = parsed.data;
    if (command.type === 'heartbeat') return post({ type: 'reply', requestId });
    if (isAccountCommand(command)) {
      void performAccountCommand(command, accountServices, again).then((done) =>
        post(reply(requestId, done)),
      );
      return;
    }
    if (!isOptionsCommand(command)) return post({ type: 'reply', requestId, problem: { code: 'internal' } });
    void performOptionsCommand(
      command,
      optionsServices,
      (stage) => post({ type: 'test/stage', stage }),
      gone.signal,
      again,
    ).then((done) => post(reply(requestId, done)));
  });
}
