import { z } from 'zod/mini';

/** The port names that the background accepts, one per kind of page. */
export const portName = z.enum(['panel', 'options']);
export type PortName = z.infer<typeof portName>;

/** The part of a zod schema that reads. */
export interface Schema<Value> {
  safeParse(
    value: unknown,
  ): { readonly success: true; readonly data: Value } | { readonly success: false; readonly data?: never };
}

interface Traits<Input> {
  /** Reads what stands beside `type`, the name of the row. Made when it is asked for: a worker that starts needs one or two. */
  readonly input: () => Schema<Input>;
  /**
   * Carried out in the order in which the page asked for them. One that is asked for again has to be looked up first; what
   * was typed after it must not overtake it meanwhile.
   */
  readonly isOrdered?: true;
}

/** One command of the port between pages and background: what the background knows of it. */
export type CommandRow<Input = object> = Traits<Input> &
  (
    | {
        /** The pages that may send it. */
        readonly ports: readonly ['panel'];
        /**
         * same: it is about the conversation that was on screen when it was asked, and refused where another has taken its
         * place (law 9). any: about whatever the panel shows. Absent: it needs nothing on screen.
         */
        readonly screen?: 'same' | 'any';
      }
    | { readonly ports: readonly PortName[]; readonly screen?: never }
  );

export type CommandRows = Readonly<Record<string, CommandRow>>;

/**
 * The other end of it, for the pages: apart from the rows, so that neither end loads what only the other one reads. A rule
 * that needs a part of zod which no reply to the panel uses is a `z.refine`: all pages load one zod, and the panel's first
 * load has a budget.
 */
export interface CommandReply<Reply = unknown> {
  readonly shape: Schema<Reply>;
  /** Waits for a page, a server or a person: silence says nothing about the background. */
  readonly isSlow?: true;
}

/** One to each of these rows. */
export type CommandReplies<Rows extends CommandRows> = Readonly<Record<keyof Rows, CommandReply>>;

/** The input of a command that says it all by its name. */
export function empty(): Schema<object> {
  return z.object({});
}

/** The reply of a command that is done, and has nothing to tell. */
export const nothing = z.literal(undefined);
