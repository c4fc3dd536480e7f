import { z } from 'zod/mini';
import { recordOf } from '../shared/record-of.ts';
import { isObject } from '../shared/is-object.ts';

/**
 * One place in a policy, with how to say where it is. Whatever is wrong with it is written down by that place and left
 * out; nothing throws, and what is beside it is read all the same.
 */
export interface PolicyPart {
  /** False: the administrator has left it out. */
  readonly isSet: boolean;
  /** Undefined where it is not set, or wrong, which is then written down. */
  read<Value>(schema: z.ZodMiniType<Value>): Value | undefined;
  /** The parts of an object, those included that are not set. A key that is not among `names` is a mistake. */
  fields<Name extends string>(names: readonly Name[]): Readonly<Record<Name, PolicyPart>> | undefined;
  /** The parts of a list. One that is longer than `limit` is wrong as a whole. */
  items(limit: number): readonly PolicyPart[] | undefined;
  /** Writes it down, for a reason that its reader has found. */
  reject(): void;
}

/** Text, by a rule that returns what is to be kept of it, or null. */
export function policyText(rule: (written: string) => string | null) {
  return z.pipe(
    z.string(),
    z.transform((written, context) => {
      const kept = rule(written);
      if (kept !== null) return kept;
      context.issues.push({ code: 'custom', input: written });
      return z.NEVER;
    }),
  );
}

/** Enough for a person to mend, and few enough to be shown. */
const mistakesLimit = 100;

/** A key is shown to people as it was written; a strange one is not. */
const shown = (key: string): string => (/^[\w-]{1,40}$/.test(key) ? key : '…');

/** @param mistakes paths, such as `profiles[1].apiUrl`, each once; added to as parts are read */
export function createPolicyPart(value: unknown, path: string, mistakes: string[]): PolicyPart {
  const reject = (where = path): void => {
    if (mistakes.length < mistakesLimit && !mistakes.includes(where)) mistakes.push(where);
  };
  const at = (key: string): string => (path === '' ? shown(key) : `${path}.${shown(key)}`);

  return {
    isSet: value !== undefined,
    read(schema) {
      if (value === undefined) return undefined;
      const parsed = schema.safeParse(value);
      if (parsed.success) return parsed.data;
      reject();
      return undefined;
    },
    fields<Name extends string>(names: readonly Name[]) {
      if (value === undefined) return undefined;
      if (!isObject(value) || Array.isArray(value)) {
        reject();
        return undefined;
      }
      const known: readonly string[] = names;
      for (const key of Object.keys(value)) if (!known.includes(key)) reject(at(key));
      return recordOf<Record<Name, PolicyPart>>(names, (name) => {
        // Own ones only: an object brings a `constructor` along that nobody has set.
        const own = Object.hasOwn(value, name) ? value[name] : undefined;
        return createPolicyPart(own, at(name), mistakes);
      });
    },
    items(limit) {
      if (value === undefined) return undefined;
      if (!Array.isArray(value) || value.length > limit) {
        reject();
        return undefined;
      }
      return value.map((item: unknown, index) =>
        // A hole is not a thing left out.
        createPolicyPart(item ?? null, `${path}[${index}]`, mistakes),
      );
    },
    reject: () => reject(),
  };
}
