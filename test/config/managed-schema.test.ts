import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../lib/config/policy.ts';
import { managedSchema, managedSchemaFile, type ManagedSchema } from '../run/managed-schema.ts';
import { everything } from './policy-examples.ts';

/* Chromium hands over what public/managed-schema.json allows; lib/config/policy.ts reads it. They have to agree. */

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const schema = read(managedSchemaFile) as ManagedSchema;

type Path = readonly (string | number)[];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isOfType(type: string, value: unknown): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isObject(value);
  return type === 'integer' ? Number.isInteger(value) : typeof value === type;
}

/** Where a value has another type than the schema says, or a key that it doesn't have. */
function offences(node: ManagedSchema, value: unknown, path = ''): string[] {
  if (!isOfType(node.type, value)) return [path];
  if (Array.isArray(value)) {
    return value.flatMap((item, n) => (node.items ? offences(node.items, item, `${path}[${n}]`) : []));
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, held]) => {
    const place = path === '' ? key : `${path}.${key}`;
    const known = node.properties?.[key];
    return known === undefined ? [place] : offences(known, held, place);
  });
}

function nodesOf(node: ManagedSchema): ManagedSchema[] {
  const below = [...Object.values(node.properties ?? {}), ...(node.items ? [node.items] : [])];
  return [node, ...below.flatMap(nodesOf)];
}

/** Every place in a value, outermost first. */
function placesIn(value: unknown, path: Path = []): Path[] {
  const entries = Array.isArray(value)
    ? value.map((item, n) => [n, item] as const)
    : isObject(value)
      ? Object.entries(value)
      : [];
  return [path, ...entries.flatMap(([key, held]) => placesIn(held, [...path, key]))];
}

function replaced(value: unknown, path: Path, by: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((item, n) => (n === key ? replaced(item, rest, by) : item));
  return { ...(value as object), [key]: replaced((value as Record<string, unknown>)[key], rest, by) };
}

const written = (path: Path): string =>
  path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./, '');

const keysOf = (node: ManagedSchema, path = ''): string[] =>
  Object.entries(node.properties ?? {}).flatMap(([key, held]) =>
    [`${path}${key}`].concat(keysOf(held.items ?? held, `${path}${key}.`)),
  );

describe('the managed schema', () => {
  it('is what the record of settings makes it: `node test/run/managed-schema.ts --write` renews it', () => {
    expect(schema).toEqual(managedSchema());
  });

  it('is of the kind that Chromium takes; with any other, it refuses to load the extension', () => {
    expect(schema.type).toBe('object');
    for (const node of nodesOf(schema)) {
      expect(['object', 'array', 'string', 'boolean', 'integer']).toContain(node.type);
      expect(
        Object.keys(node).filter((key) => !/^(title|description|type|properties|items)$/.test(key)),
      ).toEqual([]);
      expect(node.properties !== undefined).toBe(node.type === 'object');
      expect(node.items !== undefined).toBe(node.type === 'array');
    }
  });

  it('has every key that is read, and none that is not', () => {
    const held = new Set(
      placesIn(everything)
        .map((path) => path.filter((key) => typeof key === 'string').join('.'))
        .filter((path) => path !== ''),
    );
    // `everything` has all keys of the schema, so that the reader, which finds no mistake in it, knows them all …
    expect([...held].toSorted()).toEqual(keysOf(schema).toSorted());
    expect(readPolicy(everything).mistakes).toEqual([]);

    // … and the reader looks for no other.
    const looked = new Set<string>();
    const watched = (value: unknown, path: string): unknown =>
      typeof value !== 'object' || value === null
        ? value
        : new Proxy(value, {
            get: (target, key) => {
              const place = Array.isArray(target) ? path : `${path}${String(key)}.`;
              return watched(Reflect.get(target, key) as unknown, place);
            },
            getOwnPropertyDescriptor(target, key) {
              if (!Array.isArray(target)) looked.add(`${path}${String(key)}`);
              return Reflect.getOwnPropertyDescriptor(target, key);
            },
          });
    readPolicy(watched(everything, ''));
    expect([...looked].toSorted()).toEqual(keysOf(schema).toSorted());
  });
});

describe('the schema and the reader refuse the same', () => {
  it('right policies: neither finds anything', () => {
    for (const right of [everything, {}, { keepDays: 0 }, { pageContext: {} }, { profiles: [] }]) {
      expect(offences(schema, right)).toEqual([]);
      expect(readPolicy(right).mistakes).toEqual([]);
    }
  });

  const wrong = ['text', '', 7, 1.5, true, null, [], {}, ['text'], [{}]];
  it.each(placesIn(everything).filter((path) => path.length > 0))('another type at %s', (...path) => {
    let refused = 0;
    for (const by of wrong) {
      const policy = replaced(everything, path, by);
      const found = offences(schema, policy);
      if (found.length === 0) continue;
      refused += 1;
      expect(readPolicy(policy).mistakes.some((place) => found.includes(place))).toBe(true);
    }
    expect(refused).toBeGreaterThan(5);
  });

  it.each(
    placesIn(everything).filter((path) =>
      isObject(path.reduce<unknown>((at, key) => (at as never)[key], everything)),
    ),
  )('a key that nobody knows at %s', (...path) => {
    const policy = replaced(everything, [...path, 'surprise'], 1);
    const place = written([...path, 'surprise']);
    expect(offences(schema, policy)).toEqual([place]);
    expect(readPolicy(policy).mistakes).toEqual([place]);
  });
});

describe('the ready-made example', () => {
  const given = {
    chrome: (file: unknown) => Object.entries((file as never)['3rdparty']['extensions']),
    edge: (file: unknown) => Object.entries((file as never)['3rdparty']['extensions']),
    firefox: (file: unknown) => Object.entries((file as never)['policies']['3rdparty']['Extensions']),
  };

  it.each(Object.entries(given))('for %s is right, and sets what it is to show', (name, policies) => {
    const [[id, policy] = []] = policies(read(`.github/policy/${name}.json`));
    expect(id).toMatch(name === 'firefox' ? /^sidepanel@miptechnologies\.tech$/ : /^[a-p]{32}$/);
    expect(offences(schema, policy)).toEqual([]);
    const understood = readPolicy(policy);
    expect(understood.mistakes).toEqual([]);
    expect(understood.profiles).toHaveLength(2);
    expect(understood).toMatchObject({ ownProfiles: false, defaultTenant: 'example', keepDays: 30 });
    expect(Object.keys(policy as object).toSorted()).toEqual(Object.keys(schema.properties ?? {}).toSorted());
  });
});
