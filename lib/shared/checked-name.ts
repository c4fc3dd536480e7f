declare const checked: unique symbol;

/** Text from elsewhere that was found to be a name and nothing else. Made here alone, so that no other text can be one. */
export type CheckedName = string & { readonly [checked]: true };

function isChecked(text: string, pattern: RegExp): text is CheckedName {
  return pattern.test(text);
}

/** undefined: it may be anything. */
export function checkedName(text: string, pattern: RegExp): CheckedName | undefined {
  return isChecked(text, pattern) ? text : undefined;
}

/** What platforms call their answers: a UUID, 16 or 32 hexadecimal digits, `req_` and some letters. */
const requestName =
  /^(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|[\da-f]{16}|[\da-f]{32}|req[-_][\da-z]{1,32})$/i;

/**
 * A request id that may be logged. One that stands in what was sent is none: a server may call its answer by a secret.
 * @param sent all that went out with the request
 */
export function checkedRequestId(id: string | undefined, sent: readonly string[]): CheckedName | undefined {
  if (id === undefined || sent.some((text) => text.includes(id))) return undefined;
  return checkedName(id, requestName);
}
