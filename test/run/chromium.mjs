// Finds a Chromium for the demo and the browser tests. Plain JavaScript, since the bootstrap
// imports it before anything is installed.
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const env = process.env;

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];

function usualPlaces() {
  switch (process.platform) {
    case 'darwin':
      return ['Chromium', 'Google Chrome', 'Microsoft Edge'].flatMap((app) =>
        ['/Applications', join(homedir(), 'Applications')].map(
          (base) => `${base}/${app}.app/Contents/MacOS/${app}`,
        ),
      );
    case 'win32':
      return [env.LOCALAPPDATA, env.PROGRAMFILES, env['PROGRAMFILES(X86)']]
        .filter(Boolean)
        .flatMap((base) => [
          join(base, 'Chromium', 'Application', 'chrome.exe'),
          join(base, 'Google', 'Chrome', 'Application', 'chrome.exe'),
          join(base, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
        ]);
    default:
      return [...(env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'].flatMap(
        (folder) => names.map((name) => join(folder, name)),
      );
  }
}

/** Playwright keeps `chromium-<build>/chrome-linux/chrome` and the like; the newest build comes first. */
function playwrightPlaces() {
  const base =
    env.PLAYWRIGHT_BROWSERS_PATH ??
    {
      darwin: join(homedir(), 'Library', 'Caches', 'ms-playwright'),
      win32: join(env.LOCALAPPDATA ?? homedir(), 'ms-playwright'),
    }[process.platform] ??
    join(homedir(), '.cache', 'ms-playwright');
  if (!existsSync(base)) return [];
  return readdirSync(base)
    .filter((folder) => /^chromium-\d+$/.test(folder))
    .toSorted((a, b) => Number(b.slice('chromium-'.length)) - Number(a.slice('chromium-'.length)))
    .flatMap((folder) =>
      [
        ['chrome-linux64', 'chrome'],
        ['chrome-linux', 'chrome'],
        ['chrome-win64', 'chrome.exe'],
        ['chrome-win', 'chrome.exe'],
        [
          'chrome-mac-arm64',
          'Google Chrome for Testing.app',
          'Contents',
          'MacOS',
          'Google Chrome for Testing',
        ],
        ['chrome-mac-x64', 'Google Chrome for Testing.app', 'Contents', 'MacOS', 'Google Chrome for Testing'],
        ['chrome-mac', 'Chromium.app', 'Contents', 'MacOS', 'Chromium'],
      ].map((parts) => join(base, folder, ...parts)),
    );
}

/** The path of a browser, or null. CHROMIUM, then CHROME_PATH, decide alone where they are set. */
export function findChromium() {
  const named = env.CHROMIUM ?? env.CHROME_PATH;
  if (named) return existsSync(named) ? named : null;
  return [...usualPlaces(), ...playwrightPlaces()].find((file) => existsSync(file)) ?? null;
}
