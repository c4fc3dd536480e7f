import { describe, expect, it } from 'vitest';
import { encodeClientFrame } from '../../lib/protocol/client-frame.ts';
import { kindOfFrame, kindOfRequest } from '../../lib/protocol/wire-kind.ts';
import { healthPaths, webSocketAliases, webSocketPath } from '../../lib/config/platform-paths.ts';

describe('a request is told by its purpose', () => {
  it.each([
    ['POST', '/api/v1/auth/login', 'login'],
    ['POST', '/api/v1/auth/register', 'register'],
    ['POST', '/api/v1/auth/refresh', 'refresh'],
    ['POST', '/api/v1/auth/logout', 'logout'],
    ['GET', '/api/v1/auth/me', 'me'],
    ['GET', '/api/v1/auth/tenant/miptech-company', 'tenant'],
    ['GET', '/api/v1/chat/config', 'config'],
    ['POST', '/api/v1/chat', 'chat'],
    ['POST', '/api/v1/chat/', 'chat'],
    ['POST', '/api/chat/create', 'chat'],
    ['GET', '/api/v1/chat/0b9c', 'chat-look'],
    ['GET', '/api/v1/chat/0b9c/messages', 'history'],
    ['POST', '/api/v1/chat/0b9c/messages', 'message'],
    ['POST', '/api/v1/chat/0b9c/message', 'message'],
    ['POST', '/api/chat/0b9c/message', 'message'],
    // An id of the platform's choice is no name of ours.
    ['GET', '/api/v1/chat/config/messages', 'history'],
    ['GET', '/api/v1/auth/tenant/login', 'tenant'],
    ['HEAD', '/readyz', 'health'],
    ['GET', '/realms/acme/.well-known/openid-configuration', 'sso-discovery'],
    ['GET', '/api/v1/chat/login', 'chat-look'],
    ['GET', '/api/v1/chat/ws', 'chat-look'],
    ['GET', '/api/v1/chat/readyz/messages', 'history'],
    ['GET', '/constructor', 'other'],
    ['GET', '/', 'other'],
    ['GET', '/docs', 'other'],
  ] as const)('%s %s', (method, path, kind) => {
    expect(kindOfRequest(method, path)).toBe(kind);
  });

  it.each(healthPaths)('health at %s', (path) => {
    expect(kindOfRequest('GET', path)).toBe('health');
  });

  it.each([webSocketPath, ...webSocketAliases])('a look at the socket’s address %s', (path) => {
    expect(kindOfRequest('GET', path)).toBe('socket-look');
  });
});

describe('a frame is told by its purpose', () => {
  const chatId = 'c1';
  it.each([
    [encodeClientFrame({ type: 'join', chatId, tenantId: 't', token: null }), 'join'],
    [encodeClientFrame({ type: 'message', chatId, text: '"type":"ping"', clientMessageId: 'm' }), 'message'],
    [encodeClientFrame({ type: 'ping' }), 'ping'],
    [encodeClientFrame({ type: 'pong', now: 1 }), 'ping'],
    ['{"type":"auth","data":{"tenant_id":"t"}}', 'join'],
    ['{"type":"chat_message","data":{"message":"hello"}}', 'message'],
    ['{"type":"constructor"}', 'other'],
    ['{"data":{"text":"{\\"type\\":\\"ping\\"}"},"type":"user_message"}', 'other'],
    ['', 'other'],
  ] as const)('%s', (frame, kind) => {
    expect(kindOfFrame(frame)).toBe(kind);
  });
});
