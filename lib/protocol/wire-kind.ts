import { activityKinds, type ActivityKind } from '../shared/activity.ts';

/** What is called by another name than its kind. */
const others: Readonly<Record<string, ActivityKind>> = {
  healthz: 'health',
  readyz: 'health',
  create: 'chat',
  list: 'chats',
  ws: 'socket-look',
  'openid-configuration': 'sso-discovery',
  auth: 'join',
  pong: 'ping',
};

function kindNamed(name: string): ActivityKind {
  return (
    (Object.hasOwn(others, name) ? others[name] : activityKinds.find((kind) => kind === name)) ?? 'other'
  );
}

/**
 * What a request is for: of every call there is (lib/protocol/rest/README.md) the last part of its path, but where that is
 * an id. Only its name comes of a path: nothing that a server has named, and nothing of a query.
 */
export function kindOfRequest(method: string, pathname: string): ActivityKind {
  const [last = '', before] = pathname.split('/').filter(Boolean).toReversed();
  if (before === 'tenant' || before === 'ws') return kindNamed(before);
  if (/^messages?$/.test(last)) return method === 'POST' ? 'message' : 'history';
  if (before === 'chat' && !/^(?:config|create|list)$/.test(last)) return 'chat-look';
  return kindNamed(last);
}

/**
 * What a frame of ours is for: we write its type first. `join_chat`, `user_message`, `chat_message`; of what keeps a socket
 * alive it doesn't matter who began.
 */
export function kindOfFrame(text: string): ActivityKind {
  const [, type = ''] = /^\{"type":"(?:user_|chat_)?([a-z]+)(?:_chat)?"/.exec(text) ?? [];
  return kindNamed(type);
}
