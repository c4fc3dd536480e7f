import type { IncomingMessage } from 'node:http';

const base = 'http://platform.invalid';

/** Path and query of a request. What can't be parsed (`//`) is a wrong path, not a crash. */
export const requestUrl = ({ url = '/' }: IncomingMessage): URL =>
  new URL(URL.canParse(url, base) ? url : '/?', base);

const secretNames =
  /^(?:access_?token|refresh_?token|id_?token|token|jwt|auth|authorization|bearer|api_?key)$/i;
const jwtShape = /eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/;

/** True where a URL carries a token (§5: never), by the parameter's name or by the look of any part of it. */
export const hasTokenInUrl = (url: URL): boolean => {
  if (jwtShape.test(url.href)) return true;
  return [...url.searchParams.keys()].some((name) => secretNames.test(name));
};
