import { isObject } from '../shared/is-object.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { faultOf } from './chat-fault.ts';
import { fileChat, fileFormat, fileLimits, fileVersion, type FileChat } from './chat-file.ts';
import type { ChatDamage, FileDamage, OtherProduct } from './damage.ts';
import { readFileText } from './file-text.ts';
import { markdownMark } from './markdown-mark.ts';
import { soundLine } from './sound-text.ts';

/** What is in a file that is one of ours. */
export interface ReadFile {
  readonly chats: readonly FileChat[];
  /** In the order of the file. */
  readonly damaged: readonly ChatDamage[];
}

export interface ReadChatFileOptions {
  /** Epoch ms. */
  readonly now: number;
  /** Lets the page go on with what else it does; between slices of the work. */
  readonly pause: () => Promise<void>;
}

/** Chats looked at between two pauses. */
const slice = 25;

/** Reads and judges a file that somebody chose. What it costs is bounded by `fileLimits`; never rejects. */
export async function readChatFile(
  file: Blob,
  { now, pause }: ReadChatFileOptions,
): Promise<Result<ReadFile, FileDamage>> {
  const text = await readFileText(file);
  if (!text.ok) return text;
  const found = chatsIn(text.value);
  if (!found.ok) return found;
  const chats: FileChat[] = [];
  const damaged: ChatDamage[] = [];
  const ids = new Set<string>();
  for (const [at, read] of found.value.entries()) {
    if (at % slice === 0) await pause();
    const chat = readChat(read, now);
    const isDouble = chat.ok && ids.has(chat.value.id);
    if (chat.ok && !isDouble) {
      ids.add(chat.value.id);
      chats.push(chat.value);
    } else {
      const fault = chat.ok ? ({ code: 'double-chat' } as const) : chat.failure;
      damaged.push({ ...fault, chat: at + 1, title: titleOf(read) });
    }
  }
  return ok({ chats, damaged });
}

function chatsIn(text: string): Result<readonly unknown[], FileDamage> {
  const begin = text.trimStart();
  if (begin.startsWith(markdownMark)) return fail({ code: 'markdown' });
  if (/^<(?:!doctype|html|\?xml)/i.test(begin)) return fail({ code: 'web-page' });
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch (error) {
    return fail({ code: isCutOff(text.trimEnd(), error) ? 'truncated' : 'not-json' });
  }
  const product = otherProduct(file);
  if (product !== null) return fail({ code: 'other-product', product });
  if (!isObject(file) || file['format'] !== fileFormat) return fail({ code: 'not-chats' });
  const { version, chats } = file;
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1)
    return fail({ code: 'no-version' });
  if (version > fileVersion) return fail({ code: 'too-new', version });
  if (!Array.isArray(chats)) return fail({ code: 'chats-missing' });
  if (chats.length === 0) return fail({ code: 'no-chats' });
  return chats.length > fileLimits.chats ? fail({ code: 'too-many-chats' }) : ok(chats);
}

/** Begun as JSON, and not ended; browsers say so each in their own words. */
function isCutOff(text: string, error: unknown): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  const [, position = ''] = /position (\d+)/.exec(String(error)) ?? [];
  return (
    /end of|unterminated/i.test(String(error)) || !/[\]}]$/.test(text) || Number(position) >= text.length
  );
}

function otherProduct(file: unknown): OtherProduct | null {
  const [first]: readonly unknown[] = Array.isArray(file) ? file : [file];
  if (!isObject(first)) return null;
  if ('mapping' in first && 'create_time' in first) return 'ChatGPT';
  if ('chat_messages' in first) return 'Claude';
  return 'history' in first && 'messages' in first ? 'Page Assist' : null;
}

type Fault = Omit<ChatDamage, 'chat' | 'title'>;

function readChat(read: unknown, now: number): Result<FileChat, Fault> {
  if (!isObject(read) || Array.isArray(read)) return fail({ code: 'not-a-chat' });
  // Before each of them is looked at.
  const { messages } = read;
  if (Array.isArray(messages) && messages.length > fileLimits.messages)
    return fail({ code: 'too-many-messages' });
  const parsed = fileChat.safeParse(read);
  if (!parsed.success) return fail(faultAt(read, parsed.error.issues[0]?.path ?? []));
  const fault = faultOf(parsed.data, now);
  if (fault === null) return ok(parsed.data);
  const { code, at } = fault;
  return fail({ code, ...(at === undefined ? {} : { message: at + 1 }) });
}

/** In which field of which message it is, and of which kind. */
function faultAt(read: unknown, path: readonly PropertyKey[]): Fault {
  const [first, second] = path;
  const inMessage = first === 'messages' && typeof second === 'number' ? { message: second + 1 } : {};
  const field = path.findLast((key) => typeof key === 'string') ?? 'messages';
  const value = path.reduce<unknown>((at, key) => (isObject(at) ? at[String(key)] : undefined), read);
  const isThere = typeof value === 'string';
  if (field === 'role') return { code: 'unknown-role', ...inMessage };
  if (field === 'status' && isThere) return { code: 'unknown-status', ...inMessage };
  if (/^(?:at|createdAt|updatedAt|completedAt)$/.test(field)) return { code: 'no-time', ...inMessage };
  if (field === 'text' && isThere) return { code: 'text-too-long', ...inMessage };
  return { code: 'field', field, ...inMessage };
}

function titleOf(read: unknown): string | null {
  const title = isObject(read) ? read['title'] : null;
  return typeof title === 'string' && title.trim() !== '' ? soundLine(title.slice(0, 200)) : null;
}
