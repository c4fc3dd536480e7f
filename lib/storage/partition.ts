/**
 * Data is kept apart by (API origin, tenant, issuer, user): law 9. Signed out is a user of its own.
 * @param issuer null: the platform itself; without one, as all partitions were before it stood in them
 */
export function partitionOf(
  apiUrl: string,
  tenantId: string,
  userId: string | null,
  issuer: string | null = null,
): string {
  return JSON.stringify(issuer === null ? [apiUrl, tenantId, userId] : [apiUrl, tenantId, userId, issuer]);
}

/** Of everybody who is signed in there and of whom nobody says who it is. */
export function partitionOfPlace(apiUrl: string, tenantId: string): string {
  return JSON.stringify([apiUrl, tenantId]);
}
