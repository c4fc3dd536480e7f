import type { Command } from '../messaging/contract.ts';
import type { PagePort } from '../messaging/page-port.ts';
import type { Problem } from '../shared/problem.ts';
import { fail, ok, type Result } from '../shared/result.ts';

/** The part of a zod schema that is needed here. */
export interface Schema<Value> {
  safeParse(value: unknown): { success: boolean; data?: Value | undefined };
}

/** Asks, and reads the reply's value; one of another shape is a fault of ours. */
export async function replyValue<Value>(
  port: PagePort,
  command: Command,
  schema: Schema<Value>,
): Promise<Result<Value, Problem>> {
  const result = await port.request(command);
  if (!result.ok) return result;
  const { data } = schema.safeParse(result.value);
  return data === undefined ? fail({ code: 'internal' }) : ok(data);
}
