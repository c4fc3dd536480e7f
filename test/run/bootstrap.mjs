// What `npm start` and `npm test` need on a fresh clone, installed or named. It runs before
// anything is installed, on whatever Node the machine has: no dependencies, no types, Node 20.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from './chromium.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const windows = process.platform === 'win32';
/** GitHub, GitLab and the others set CI; a person who sets it to nothing, 0 or false means that it isn't one. */
const isContinuousIntegration = !['', '0', 'false'].includes((process.env.CI ?? '').toLowerCase());
const binaries = join(root, 'node_modules', '.bin');

/** Our own .bin is left out: `npm ci` deletes the Node in it while it runs. */
const path = (process.env.PATH ?? '')
  .split(delimiter)
  .filter((folder) => folder !== binaries)
  .join(delimiter);

function run(command, args, cwd = root) {
  console.log(`\n> ${[command, ...args].join(' ')}`);
  const { status } = spawnSync(command, args, {
    cwd,
    stdio: 'inherit',
    shell: windows,
    env: { ...process.env, PATH: path },
  });
  return status === 0;
}

function stop(...lines) {
  console.error(`\n${lines.join('\n')}`);
  process.exit(1);
}

function packagesIn(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {};
}

/**
 * Compares versions, not dates: a checkout gives package-lock.json a new date and the same content.
 * An optional package that is absent is one for another platform.
 */
function isInstalled() {
  const wanted = packagesIn(join(root, 'package-lock.json'));
  const present = packagesIn(join(root, 'node_modules', '.package-lock.json'));
  return Object.entries(wanted).every(
    ([folder, { version, optional }]) =>
      folder === '' || present[folder]?.version === version || (optional && !present[folder]),
  );
}

function installDependencies() {
  if (isInstalled()) return;
  // --loglevel=error: on Node 20 npm warns of every tool that wants a newer Node, which is what `node@24` is for.
  const quiet = ['--loglevel=error', '--no-audit', '--no-fund'];
  if (run('npm', ['ci', ...quiet])) return;
  // What is tested there has to be what package-lock.json names, to the byte.
  if (isContinuousIntegration) {
    stop(
      '`npm ci` refused package-lock.json, and nothing else is installed in CI: see the message of npm above.',
    );
  }
  console.error('\n`npm ci` refused package-lock.json; installing what package.json asks for instead.');
  if (!run('npm', ['install', '--no-save', ...quiet])) {
    stop('The dependencies could not be installed: see the message of npm above.');
  }
}

function bundledNodeWorks() {
  const node = join(binaries, windows ? 'node.cmd' : 'node');
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8', shell: windows });
  return typeof stdout === 'string' && stdout.startsWith('v24.');
}

/**
 * The package `node` fetches its binary in an install script. An npm that blocks such scripts
 * (`ignore-scripts`, or an allow-list) leaves no binary and so no link in .bin: run the script, then link.
 */
function installNode() {
  if (bundledNodeWorks()) return;
  const folder = join(root, 'node_modules', 'node');
  const script = 'installArchSpecificPackage.js';
  if (existsSync(join(folder, script)) && run(process.execPath, [script], folder)) {
    run('npm', ['rebuild', 'node', '--ignore-scripts', '--loglevel=error']);
  }
  if (bundledNodeWorks() || Number(process.versions.node.split('.')[0]) >= 24) return;
  stop(
    'The tools need Node 24, which the package `node` should have put into node_modules/.bin.',
    'Delete node_modules and try again, or install Node 24: https://nodejs.org/',
  );
}

function installChromium() {
  if (findChromium() !== null) return;
  const named = process.env.CHROMIUM ?? process.env.CHROME_PATH;
  if (named) stop(`CHROMIUM or CHROME_PATH names a browser that is not there: ${named}`);

  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    process.env.DEBIAN_FRONTEND = 'noninteractive';
    run('apt-get', ['update']);
    run('apt-get', ['install', '-y', 'chromium', 'xvfb', 'fonts-noto-core']);
    if (findChromium() !== null) return;
  }
  const how = {
    linux:
      'Debian, Ubuntu:  sudo apt-get install chromium fonts-noto-core\n  Fedora:          sudo dnf install chromium',
    darwin: 'brew install --cask chromium   (or install Google Chrome)',
    win32: 'winget install Google.Chrome',
  };
  stop(
    'A Chromium or Chrome is needed, and none was found. Install one:',
    `  ${how[process.platform] ?? 'see https://www.chromium.org/getting-involved/download-chromium/'}`,
    'or say where it is:  CHROMIUM=/path/to/chromium npm test',
  );
}

/** For the smoke test of the Firefox build. Without one that test is skipped, and says so; the rest needs none. */
function installFirefox() {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin'];
  if (['firefox-esr', 'firefox'].some((name) => folders.some((folder) => existsSync(join(folder, name)))))
    return;
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    process.env.DEBIAN_FRONTEND = 'noninteractive';
    run('apt-get', ['install', '-y', 'firefox-esr']);
  }
}

if (Number(process.versions.node.split('.')[0]) < 20) {
  stop(`Node 20 or newer is needed; this is ${process.version}. https://nodejs.org/`);
}
installDependencies();
installNode();
installChromium();
if (process.env.npm_lifecycle_event === 'pretest') installFirefox();
