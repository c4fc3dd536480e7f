import type { Route } from '../route.ts';

/** Liveness and readiness; asked by load balancers too, so without a tenant. */
export const healthRoutes = (): Route[] => [
  {
    method: 'GET',
    path: '/api/v1/health',
    access: 'open',
    handle: () => ({
      status: 200,
      body: {
        status: 'healthy',
        version: '3.2.0-local',
        timestamp: new Date().toISOString(),
        ai_services_ready: true,
      },
    }),
  },
  { method: 'HEAD', path: '/readyz', access: 'open', handle: () => ({ status: 200 }) },
  {
    method: 'GET',
    path: '/readyz',
    access: 'open',
    handle: () => ({ status: 200, body: { status: 'ready' } }),
  },
];
