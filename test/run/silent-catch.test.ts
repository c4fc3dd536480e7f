import { describe, expect, it } from 'vitest';
import { silentCatches } from './silent-catch.ts';

/** Lines on which something ends unsaid. */
const lines = (source: string, file = 'a.ts'): number[] =>
  silentCatches(file, source).map(({ line }) => line);

describe('what swallows and says nothing is found:', () => {
  it.each([
    ['an empty catch', 'try { a(); } catch {}', [1]],
    ['one that names what it doesn’t look at', 'try { a(); } catch (error) { b(); }', [1]],
    ['one that gives something else back', 'try {\n  a();\n} catch {\n  b();\n}', [3]],
    [
      'one after a comment on what is tried',
      'try {\n  // Asks the server for it.\n  a();\n} catch {\n}',
      [4],
    ],
    ['one below a comment on the whole', '// Reads it as it was stored.\ntry { a(); } catch {}', [2]],
    ['a rejection', 'a().catch(() => undefined);', [1]],
    ['a rejection whose error is not looked at', 'a().catch((_error) => 1);', [1]],
    ['one in a chain', 'void a()\n  .then(b)\n  .catch(() => undefined);', [3]],
    ['one of a function that can’t be seen from here', 'a().catch(ignore);', [1]],
    ['a second argument of then', 'a().then(b, () => undefined);', [1]],
    ['one by name', 'a().then(b, ignore);', [1]],
    ['an old function', 'a().catch(function () { return 1; });', [1]],
    ['all of them settled', 'await Promise.allSettled([a(), b()]);', [1]],
    ['a comment too short to say why', 'a().catch(() => undefined); // ignored here', [1]],
    ['an order to the linter', '// oxlint-disable-next-line no-empty\ntry { a(); } catch {}', [2]],
    ['a comment further up', '// Nobody needs to know.\n\nb();\na().catch(() => undefined);', [4]],
    ['a comment further down', 'a().catch(() => undefined);\n// Nobody needs to know.\nb();', [1]],
    ['a text that looks like a comment', 'a("// nobody needs to know").catch(() => undefined);', [1]],
    ['each by itself', 'a().catch(() => 1);\nb().catch(() => 2);', [1, 2]],
    [
      'one inside of another that is explained',
      'try {\n  a().catch(() => 1);\n} catch {\n  // Nobody needs to know.\n}',
      [2],
    ],
  ])('%s', (_name, source, found) => {
    expect(lines(source)).toEqual(found);
  });

  it('in components, too', () => {
    const source = 'const A = () => (\n  <a href="https://b">\n    {b().catch(() => null)}\n  </a>\n);';
    expect(lines(source, 'A.tsx')).toEqual([3]);
  });
});

describe('is let through:', () => {
  it.each([
    ['a reason inside', 'try { a(); } catch {\n  // Nobody needs to know.\n}'],
    ['a reason on the line of the catch', 'try { a(); } catch {} // nobody needs to know'],
    ['a reason on the last line', 'try { a(); } catch {\n  b(); // nobody needs to know\n}'],
    ['a reason above', '// Nobody needs to know.\na().catch(() => undefined);'],
    ['a reason of several lines above', '// Nobody\n// needs to know.\na().catch(() => undefined);'],
    ['a docstring above', '/** Nobody needs to know. */\nconst b = () => a().catch(() => undefined);'],
    [
      'a reason above a long statement',
      '// Nobody needs to know.\nvoid a()\n  .then(b)\n  .catch(() => undefined);',
    ],
    ['a reason in a chain', 'void a()\n  .then(b)\n  // Nobody needs to know.\n  .catch(() => undefined);'],
    [
      'a reason above a second argument',
      'a().then(\n  b,\n  // Nobody needs to know.\n  () => undefined,\n);',
    ],
    [
      'a reason above a member',
      'const b = {\n  // Nobody needs to know.\n  c: () => a().catch(() => undefined),\n};',
    ],
    ['a reason for all that settle', '// Nobody needs to know.\nawait Promise.allSettled([a()]);'],
  ])('%s', (_name, source) => {
    expect(lines(source)).toEqual([]);
  });
});

describe('does not swallow:', () => {
  it.each([
    ['a catch that looks at what it caught', 'try { a(); } catch (error) { report(error); }'],
    ['one that throws something else', 'try { a(); } catch { throw new Error("b"); }'],
    ['a handler that looks at it', 'a().catch((error) => report(error));'],
    ['one that throws', 'a().catch(() => {\n  throw new Error("b");\n});'],
    ['one that hands it on', 'a().then(resolve, reject);'],
    ['a then of one argument', 'a().then(() => undefined);'],
    ['a finally', 'a().finally(() => undefined);'],
    ['a field of a schema', 'z.catch(z.string(), undefined);'],
    ['a try with only an end', 'try { a(); } finally { b(); }'],
  ])('%s', (_name, source) => {
    expect(lines(source)).toEqual([]);
  });
});

it('is told with its line', () => {
  expect(silentCatches('a.ts', 'b();\n  a().catch(() => 1);')).toEqual([
    { line: 2, text: 'a().catch(() => 1);' },
  ]);
});
