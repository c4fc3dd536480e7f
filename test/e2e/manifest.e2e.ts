import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/* What the built extensions may do, to the letter: a permission more is a decision, not an accident. */
type Manifest = Readonly<Record<string, unknown>>;

function manifestOf(build: string): Manifest {
  const file = `.output/${build}/manifest.json`;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  } catch (error) {
    throw new Error(`${file} can't be read: \`npm test\` builds it first.`, { cause: error });
  }
}

const csp =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; " +
  "connect-src 'self' https: wss: http: ws:; " +
  "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Whatever gives an extension reach beyond its own pages. */
const reach = [
  'content_scripts',
  'host_permissions',
  'web_accessible_resources',
  'devtools_page',
  'chrome_url_overrides',
  'sandbox',
  'key',
  'update_url',
];

describe.each([
  {
    build: 'chrome-mv3',
    permissions: [
      ...[
        'activeTab',
        'alarms',
        'contextMenus',
        'identity',
        'scripting',
        'sidePanel',
        'storage',
        'unlimitedStorage',
      ],
    ],
  },
  {
    build: 'firefox-mv3',
    permissions: [
      'activeTab',
      'alarms',
      'contextMenus',
      'identity',
      'scripting',
      'storage',
      'unlimitedStorage',
    ],
  },
])('the manifest of $build', ({ build, permissions }) => {
  it('is version 3', () => {
    expect(manifestOf(build)['manifest_version']).toBe(3);
  });

  it(`asks for ${permissions.join(', ')}, and nothing else`, () => {
    const manifest = manifestOf(build);
    expect((manifest['permissions'] as string[]).toSorted()).toEqual(permissions);
    expect(reach.filter((name) => name in manifest)).toEqual([]);
  });

  it('asks later, where it is switched on, for notifications and the titles of tabs, and for nothing else', () => {
    expect(manifestOf(build)['optional_permissions']).toEqual(['notifications', 'tabs']);
  });

  it('asks later, and by a button only, for one site or server of the web at a time', () => {
    expect(manifestOf(build)['optional_host_permissions']).toEqual(['https://*/*', 'http://*/*']);
  });

  it('has no key that nobody decided on', () => {
    const common = [
      ...['action', 'background', 'commands', 'content_security_policy', 'description', 'icons'],
      ...['manifest_version', 'name', 'optional_host_permissions', 'options_ui', 'permissions'],
      ...['omnibox', 'optional_permissions'],
      ...['short_name', 'version'],
    ];
    const own =
      build === 'chrome-mv3'
        ? ['externally_connectable', 'incognito', 'minimum_chrome_version', 'side_panel', 'storage']
        : ['browser_specific_settings', 'sidebar_action'];
    expect(Object.keys(manifestOf(build)).toSorted()).toEqual([...common, ...own].toSorted());
  });

  it.each(['sidepanel.html', 'options.html'])(
    '%s looks up no host of a link that nobody has pressed',
    (page) => {
      // Firefox does, for every link that a script adds, unless it is told not to: a request caused by rendering.
      const html = readFileSync(`.output/${build}/${page}`, 'utf8');
      expect(html).toMatch(/<meta http-equiv="x-dns-prefetch-control" content="off"/);
    },
  );

  it('has a keyword for the address bar, and keys that no browser has a use for', () => {
    const { omnibox, commands } = manifestOf(build);
    expect(omnibox).toEqual({ keyword: 'mip' });
    const keys = (letter: string) => ({ default: `Alt+Shift+${letter}`, mac: `MacCtrl+Shift+${letter}` });
    expect(commands).toEqual({
      'toggle-panel': { suggested_key: keys('Y'), description: 'Open or close the panel' },
      'attach-page': { suggested_key: keys('H'), description: 'Attach this page' },
      'new-chat': { suggested_key: keys('E'), description: 'New chat' },
    });
  });

  it('writes the whole content security policy', () => {
    expect(manifestOf(build)['content_security_policy']).toEqual({ extension_pages: csp });
  });

  it('keeps private windows apart where the browser can', () => {
    // Firefox can't, and takes no other word than its own for that.
    expect(manifestOf(build)['incognito']).toBe(build === 'chrome-mv3' ? 'split' : undefined);
  });

  it('lets no other extension and no web page connect', () => {
    // Firefox knows no such key, and lets none.
    expect(manifestOf(build)['externally_connectable']).toEqual(
      build === 'chrome-mv3' ? { ids: [] } : undefined,
    );
  });
});
