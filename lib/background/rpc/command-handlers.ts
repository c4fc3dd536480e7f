import type { PortName } from '../../messaging/command-row.ts';
import type { CommandName, CommandOf, NameFrom, ReplyOf, ScreenName } from '../../messaging/commands.ts';
import type { TestStage } from '../../messaging/settings-shapes.ts';
import type { Problem } from '../../shared/problem.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { PanelConnection, Shown } from '../panels/panel-connection.ts';

/** What the handler of every command is told. */
export interface Asked {
  /** It may have been carried out already, by a worker that died before it could say so. */
  readonly again: boolean;
  /** The conversation that the user had on screen; null: none yet. */
  readonly about: string | null;
}

export interface AskedByPanel extends Asked {
  readonly panel: PanelConnection;
}

/** With what the panel shows. */
export interface AskedOnScreen extends AskedByPanel, Shown {}

export interface AskedByOptions extends Asked {
  readonly tellStage: (stage: TestStage) => void;
  /** Aborts when the page that asked is gone. */
  readonly gone: AbortSignal;
}

type AskedOf<Name extends CommandName> = Name extends ScreenName
  ? AskedOnScreen
  : Name extends NameFrom<PortName>
    ? Asked
    : Name extends NameFrom<'panel'>
      ? AskedByPanel
      : AskedByOptions;

/** May reject where storage is broken. */
export type Handler<Name extends CommandName, In> = (
  command: CommandOf<Name>,
  asked: In,
) => Promise<Result<ReplyOf<Name>, Problem>>;

/** One to each command; what it is told follows from the command's row. */
export type CommandHandlers = { readonly [Name in CommandName]: Handler<Name, AskedOf<Name>> };

type Answer = Result<undefined, Problem>;

export const done: Answer = ok(undefined);

export function answered(problem: Problem | null): Answer {
  return problem === null ? done : fail(problem);
}
