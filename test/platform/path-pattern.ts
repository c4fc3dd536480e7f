/**
 * Matches a path against a pattern whose `{name}` segments stand for any one
 * segment. Answers what they stood for, or null. A malformed escape stays as it is.
 */
export const matchPath = (pattern: string, path: string): Readonly<Record<string, string>> | null => {
  const expected = pattern.split('/');
  const actual = path.split('/');
  if (expected.length !== actual.length) return null;
  const params: Record<string, string> = {};
  for (const [index, segment] of expected.entries()) {
    const value = actual[index] ?? '';
    const name = /^\{(\w+)\}$/.exec(segment)?.[1];
    if (name === undefined) {
      if (segment !== value) return null;
    } else if (value === '') {
      return null;
    } else {
      params[name] = decoded(value);
    }
  }
  return params;
};

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};
