/** What a page asks of a worker that answers each question by itself. */
export interface SideJob {
  readonly id: number;
  readonly job: unknown;
}

/** @property value null: there is no answer */
export interface SideReply {
  readonly id: number;
  readonly value: unknown;
}
