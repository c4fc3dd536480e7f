import { isObject } from '../../shared/is-object.ts';

/** Rules R8 and R10: the two shapes of a success, and the failure that comes with status 200. */

/** What a success is about: `data` of an envelope, or the body itself. */
export function unwrap(body: unknown): unknown {
  return isObject(body) && body['success'] === true && 'data' in body ? body['data'] : body;
}

export function saysFailure(body: unknown): boolean {
  return isObject(body) && body['success'] === false;
}
