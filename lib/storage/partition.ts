/** Data is kept apart by (API origin, tenant, user): law 9. Signed out is a user of its own. */
export function partitionOf(apiUrl: string, tenantId: string, userId: string | null): string {
  return JSON.stringify([apiUrl, tenantId, userId]);
}
