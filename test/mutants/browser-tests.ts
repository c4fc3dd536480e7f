import { findChromium } from '../run/chromium.mjs';

/** Browser tests that build and load one part alone, so that one mutant costs seconds and not minutes. */
const testsOf: Readonly<Record<string, readonly string[]>> = {
  'lib/page-context/': ['test/e2e/page-reader.e2e.ts'],
};

/** Asked last, where nothing else noticed the mutant; none where there is no browser. */
export function browserTestsOf(file: string): readonly string[] {
  if (findChromium() === null) return [];
  return Object.entries(testsOf).flatMap(([folder, tests]) => (file.startsWith(folder) ? tests : []));
}
