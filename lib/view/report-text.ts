/** Ids as servers make them. Whatever else stands in the place of one is left out of what is copied. */
const plainId = /^[\w.:+/=-]{1,100}$/;

/** A server's name of an answer, as far as it is one. */
export function plainRequestId(requestId: string | undefined): string {
  return requestId !== undefined && plainId.test(requestId) ? requestId : '';
}

/** Epoch ms → ISO 8601, UTC; empty for what is no time. */
export function timeText(at: number | undefined): string {
  const time = new Date(at ?? NaN);
  return Number.isNaN(time.getTime()) ? '' : time.toISOString();
}

/** A list of what is what, in markdown; what is empty is left out. */
export function factLines(facts: readonly (readonly [name: string, value: string])[]): string[] {
  return facts.filter(([, value]) => value !== '').map(([name, value]) => `- ${name}: ${value}`);
}
