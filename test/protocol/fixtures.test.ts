import { describe, expect, it } from 'vitest';
import { codecs } from './fixtures/codecs.ts';
import { fixtures } from './fixtures/fixtures.ts';

/**
 * By section of the platform's contract, all that it names: who adds to it adds here. Of some calls no answer is read beyond its
 * status: `POST …/logout`, `GET …/chat/{id}`; `GET …/admin/…` is not asked.
 */
const named: Readonly<Record<string, readonly string[]>> = {
  '§3': [
    ...['400', '404', '422', '503', 'auth_required', 'AUTH_REQUIRED', 'invalid_token', 'tenant_mismatch'],
    ...[
      'insufficient_scope',
      'TENANT_NOT_FOUND',
      'RATE_LIMIT_EXCEEDED',
      'schema_unavailable',
      'db_not_ready',
    ],
  ],
  '§4': [
    ...[
      'POST /api/v1/auth/register',
      'POST /api/v1/auth/login',
      'POST /api/v1/auth/refresh',
      'GET /api/v1/auth/me',
    ],
    ...[
      'GET /api/v1/auth/tenant/{tenant}',
      'GET /api/v1/health',
      'GET /api/v1/chat/config',
      'GET /api/v1/chat/list',
      'POST /api/v1/chat',
    ],
    ...[
      'GET /api/v1/chat/{id}/messages',
      'POST /api/v1/chat/{id}/messages',
      'POST /api/v1/chat/{id}/message',
    ],
  ],
  '§5': ['access token'],
  '§6': [
    ...['connection_established', 'initialization_progress', 'platform_initializing', 'ai_services_loading'],
    ...[
      'ai_services_ready',
      'platform_ready',
      'connection_ready',
      'chat_joined',
      'processing',
      'response_start',
    ],
    ...[
      'response_chunk',
      'response_complete',
      'ping',
      'pong',
      'error',
      'rate_limit_exceeded',
      'token_expired',
    ],
    ...['authentication_required', 'unauthorized'],
  ],
  '§7': [
    ...[
      'connection_established',
      'connection_ready',
      'ai_services_ready',
      'platform_ready',
      'initialization_progress',
    ],
    ...[
      'processing',
      'response_start',
      'response_chunk',
      'response_complete',
      'chat_response',
      'chat_message',
    ],
    ...['pong', 'error'],
  ],
  '§8': [
    ...['POST /api/chat/create', 'POST /api/chat/{id}/message', 'errors, 403', 'errors, 405', 'errors, 500'],
  ],
};

describe('what the platform may say', () => {
  it.each(fixtures)('$source $name: $said', ({ codec, said, status = 200, reads }) => {
    expect(codecs[codec].read(JSON.stringify(said), status)).toEqual(reads);
  });

  it.each(Object.entries(named))('%s: each has a fixture, and each fixture is of one', (section, names) => {
    const found = fixtures.filter(({ source }) => source.split('.')[0] === section).map(({ name }) => name);
    expect(new Set(found)).toEqual(new Set(names));
  });
});
