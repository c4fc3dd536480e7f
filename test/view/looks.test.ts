import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultPreferences, lookNames, preferencesRecord } from '../../lib/config/preferences-record.ts';
import { looksOf } from '../../lib/view/looks.ts';

const sheet = (name: string): string => readFileSync(`components/styles/${name}.css`, 'utf8');

/** What a rule declares, without spaces. */
function declared(css: string, selector: string): string[] {
  const start = css.indexOf(`${selector} {`);
  expect(start).toBeGreaterThan(-1);
  return (css.slice(start, css.indexOf('}', start)).match(/--[\w-]+: [^;]+;/g) ?? []).toSorted();
}

describe('what pages look like', () => {
  it('is told in words each of which means one choice', () => {
    expect(looksOf(defaultPreferences)).toBe('system normal comfortable');
    const all = lookNames.flatMap((name) => [...preferencesRecord[name].choices]);
    expect(new Set(all).size).toBe(all.length);
    for (const word of all) expect(word).toMatch(/^[a-z-]+$/);
  });

  it('has a rule in the sheets for each choice that is not the default, and for light against a dark system', () => {
    const css = ['tokens', 'rich', 'density'].map(sheet).join('');
    for (const name of lookNames)
      for (const choice of preferencesRecord[name].choices)
        expect([choice, css.includes(`[data-looks~="${choice}"]`)]).toEqual([
          choice,
          choice !== preferencesRecord[name].byDefault,
        ]);
  });

  it.each(['tokens', 'rich'])('is as dark when dark is chosen as when the system is: %s', (name) => {
    const css = sheet(name);
    const ofSystem = declared(css, ':root:not([data-looks~="light"])');
    expect(ofSystem.length).toBeGreaterThan(8);
    expect(declared(css.slice(css.indexOf('@media screen {')), ':root[data-looks~="dark"]')).toEqual(
      ofSystem,
    );
  });
});
