/** Whether it has fields: an object or, with its places for names, a list. What is in them is as hostile as it is. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
