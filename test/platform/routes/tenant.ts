import { tenantShape } from '../admission.ts';
import { tenantMalformed, tenantNotFound } from '../http-reply.ts';
import type { documentedLimits } from '../rate-limit.ts';
import type { Route } from '../route.ts';

export interface TenantRoutesOptions {
  readonly tenants: ReadonlySet<string>;
  readonly config: Readonly<Record<string, unknown>>;
  readonly limits: typeof documentedLimits | null;
}

export const tenantRoutes = ({ tenants, config, limits }: TenantRoutesOptions): Route[] => [
  {
    method: 'GET',
    path: '/api/v1/auth/tenant/{tenant}',
    access: 'open',
    handle: ({ params: { tenant = '' } }) => {
      if (!tenantShape.test(tenant)) return tenantMalformed();
      if (!tenants.has(tenant)) return tenantNotFound(tenant);
      return { status: 200, body: { tenant_id: tenant, exists: true, active: true } };
    },
  },
  {
    method: 'GET',
    path: '/api/v1/chat/config',
    access: 'tenant',
    handle: () => ({ status: 200, body: config }),
  },
  {
    method: 'GET',
    path: '/api/v1/admin/tenant',
    access: 'account',
    scope: 'admin:read',
    handle: ({ tenant }) => ({
      status: 200,
      body: { tenant_id: tenant, name: tenant, plan: 'local', limits, allowed_origins: [] },
    }),
  },
];
