/** Stands for whatever a dead worker still asks for: every property and call is itself, and awaiting it never ends. */
export const never: unknown = new Proxy(() => undefined, {
  get: (_, key) => (key === 'then' ? () => undefined : never),
  apply: () => never,
});
