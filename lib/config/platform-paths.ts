/** Where a deployment may offer its WebSocket and its health report (A5). */

export const apiPrefix = '/api/v1';

export const webSocketPath = `${apiPrefix}/ws/chat`;

/** Offered by some deployments instead of `webSocketPath`. Trailing slashes matter to their routers. */
export const webSocketAliases = ['/api/v1/ws', '/api/v1/ws/', '/ws', '/ws/', '/api/ws', '/api/ws/'] as const;

export const healthPath = `${apiPrefix}/health` as const;

/** Says by its status whether the platform is ready. */
export const readinessPath = '/readyz';

/** The right one first, and those that older deployments have in its place. */
export const healthPaths = [healthPath, '/health', '/healthz', '/api/health', '/v1/health'] as const;

/** Of a secure proxy. */
export const proxyChatPath = '/api/chat';
export const proxyCreatePath = `${proxyChatPath}/create`;
