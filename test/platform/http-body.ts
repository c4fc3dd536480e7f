import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { bodyTooLarge, invalidBody, Refusal } from './http-reply.ts';

const largestBody = 1024 * 1024;

/** The whole body as text. Throws a Refusal (413) as soon as it grows too large, without reading on. */
export const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > largestBody) throw new Refusal(bodyTooLarge());
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

/** The parsed JSON, or the text itself where it is none; undefined for an empty body. */
export const looseJson = (text: string): unknown => {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};

/** Checks a body against a schema. Throws a Refusal (422) that names the fields as FastAPI does. */
export const parseBody = <Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> => {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue) => ({
    loc: ['body', ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))],
    msg: issue.message,
    type: issue.code,
  }));
  throw new Refusal(invalidBody(errors));
};
