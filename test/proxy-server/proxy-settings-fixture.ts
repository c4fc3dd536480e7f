import type { ProxySettings } from '../../lib/proxy-server/proxy-settings.ts';

/** Looks like no key of anybody's. */
export const plantedKey = 'planted-key-of-the-proxy-0123456789';
export const chromiumOrigin = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
export const firefoxOrigin = 'moz-extension://01234567-89ab-cdef-0123-456789abcdef';

export function proxySettings(change: Partial<ProxySettings> = {}): ProxySettings {
  return {
    host: '127.0.0.1',
    port: 0,
    platformUrl: 'http://127.0.0.1:1',
    apiKey: plantedKey,
    tenantId: 'miptech-company',
    allowedOrigins: [chromiumOrigin],
    signingKey: 'a key by which the tests sign their chats',
    trustProxy: [],
    requestsPerMinute: 60,
    bodyLimit: 1024 * 1024,
    concurrent: 100,
    waiting: 1000,
    connections: 10_000,
    answerMs: 180_000,
    requestMs: 20_000,
    logLevel: 'info',
    ...change,
  };
}
