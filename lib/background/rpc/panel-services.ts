import type { Attachment } from '../../shared/conversation.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Report } from '../../shared/report.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { PanelConnection } from '../panels/panel-connection.ts';
import type { SessionRunner } from '../sessions/session-runner.ts';

export type Reply = Result<unknown, Problem>;

/** What the commands of a panel need beside the panel itself. */
export interface PanelServices {
  readonly now: () => number;
  readonly report: Report;
  /** Opens, or opens again, what this panel shows. */
  readonly open: (panel: PanelConnection) => Promise<void>;
  readonly openNew: (panel: PanelConnection) => Promise<void>;
  readonly bringUnsent: (panel: PanelConnection) => Promise<void>;
  readonly dismissUnsent: () => Promise<void>;
  /** What the panel shows was deleted, at this workspace: it goes on with another conversation. */
  readonly replaceGone: (panel: PanelConnection, workspace: Workspace) => Promise<void>;
  readonly capture: (windowId: number | null) => Promise<Result<Attachment, Problem>>;
  /** Of a conversation of any workspace: wherever it is, only its own panel shows it. One that was deleted has none. */
  readonly keepDraft: (conversationId: string, text: string) => Promise<void>;
  /** To every panel that shows the conversation. */
  readonly publishAttachment: (conversationId: string, attachment: Attachment | null) => void;
}

/** Where a command is carried out: the panel that asked, and what it shows. */
export interface PanelContext {
  readonly panel: PanelConnection;
  readonly workspace: Workspace;
  readonly runner: SessionRunner;
  readonly conversationId: string;
  readonly services: PanelServices;
  readonly again: boolean;
}

export const done: Reply = ok(undefined);

export function reply(problem: Problem | null): Reply {
  return problem === null ? done : fail(problem);
}

export async function setAttachment(
  { workspace, conversationId, services }: PanelContext,
  attachment: Attachment | null,
): Promise<Reply> {
  await workspace.store.saveDraft(conversationId, { attachment });
  services.publishAttachment(conversationId, attachment);
  return ok(attachment);
}
