/** One value for each of these keys, and nothing else. That each is of its own key's type is for the caller to see to. */
export function recordOf<Values extends object>(
  keys: readonly (keyof Values & string)[],
  valueOf: (key: keyof Values & string) => Values[keyof Values & string],
): Values {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(keys.map((key) => [key, valueOf(key)])) as Values;
}

/** The keys of a constant, in their order. */
export function keysOf<Constant extends object>(constant: Constant): readonly (keyof Constant & string)[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.keys(constant) as (keyof Constant & string)[];
}
