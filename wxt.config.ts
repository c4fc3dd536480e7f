import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runnerImport, type Plugin } from 'vite';
import { defineConfig } from 'wxt';
import type * as Prerender from './components/chat/prerender.tsx';
import { createThirdParty, noticesFile } from './test/run/third-party.ts';

/**
 * Everything a page of ours may load or talk to. Answers are rendered without
 * any request, so images come from the package only; connections go to whatever
 * endpoint is configured, which the URL rules (lib/config) hold to https/wss,
 * or plain http/ws on a loopback host.
 */
// `http:` and `ws:` are not narrowed to loopback here because a source list can't name `[::1]` or 127.0.0.0/8.
const csp = (styles: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${styles}`,
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self' https: wss: http: ws:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/**
 * Asked for by a button, one origin at a time, and never all: a platform's server that lets no extension read its answers
 * (CORS), and a site whose pages a person wants to attach without a click on the toolbar button first. Plain `http:` is
 * among them because pages of an intranet are; what an API URL may be is held by lib/config.
 */
const askedForHosts = ['https://*/*', 'http://*/*'];

/** With Alt, a Mac types letters of other alphabets. */
const keys = (letter: string) => ({ default: `Alt+Shift+${letter}`, mac: `MacCtrl+Shift+${letter}` });

/** What only one of the browsers knows. The `sidePanel` permission comes with the entrypoint, by WXT. */
const perBrowser = {
  chromium: {
    minimum_chrome_version: '120',
    // A worker and a database of their own for private windows. Firefox knows no such thing: there they are kept apart by us.
    incognito: 'split',
    // Without it, every other extension may connect to ours.
    externally_connectable: { ids: [] },
    // What an organisation may set. Firefox takes any policy without a schema, and warns of the key.
    storage: { managed_schema: 'managed-schema.json' },
  },
  firefox: {
    browser_specific_settings: {
      gecko: {
        id: 'sidepanel@miptechnologies.tech',
        strict_min_version: '128.0',
        // Firefox tells its users at install: messages, the pages that they attach, and e-mail, name and password where
        // they sign in, go to the platform.
        data_collection_permissions: {
          required: [
            'personalCommunications',
            'websiteContent',
            'authenticationInfo',
            'personallyIdentifyingInfo',
          ],
        },
      },
    },
  },
};

/** Draws the panel into its page at build time: it is there, and can be typed into, before any script has run. */
const prerender: Plugin = {
  name: 'prerender-panel',
  transformIndexHtml: {
    order: 'pre',
    async handler(html) {
      if (!html.includes('<!--panel-->')) return html;
      const { module } = await runnerImport<typeof Prerender>('./components/chat/prerender.tsx');
      return html.replace('<!--panel-->', () => module.prerenderPanel());
    },
  },
};

/**
 * The modules that a page can't do without are named in it, so that they are read side by side. Vite would do the same for each
 * `import()`, by a kilobyte of script in every page: from the disk beside it, one after the other is as fast.
 */
const preloads: Plugin = {
  name: 'preload-links',
  transformIndexHtml: {
    order: 'post',
    handler(_html, { bundle = {}, chunk }) {
      const found = new Set<string>();
      const open = [...(chunk?.imports ?? [])];
      for (let file = open.pop(); file !== undefined; file = open.pop()) {
        const imported = bundle[file];
        if (found.has(file) || imported?.type !== 'chunk') continue;
        found.add(file);
        open.push(...imported.imports);
      }
      return [...found].map((file) => ({
        tag: 'link',
        attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
        injectTo: 'head' as const,
      }));
    },
  },
};

/**
 * What a page looks like is known before it is painted (lib/view/looks.ts): a line of script, which alone holds the painting
 * up. Where the browser forbids it the storage, the page looks as the system has it until it has heard.
 */
const looksFirst: Plugin = {
  name: 'looks-first',
  transformIndexHtml: {
    order: 'post',
    handler: () => [{ tag: 'script', attrs: { src: '/looks.js' }, injectTo: 'head-prepend' }],
  },
};

/** Vite wraps each `import()` in a function that adds such links when it is called. Styles are in the page from its start: it has nothing to add. */
const plainImports: Plugin = {
  name: 'plain-imports',
  enforce: 'pre',
  load: {
    filter: { id: /^\0vite\/preload-helper\.js$/ },
    handler: () => 'export const __vitePreload = (load) => load();',
  },
};

/**
 * Every browser that the manifest admits promises what its extension API answers, as the polyfill would: Chromium under
 * `chrome`, Firefox under `browser`. So the name and the types are the polyfill's, and its 10 kB of wrappers, with each call
 * that they would take part in, stay out of what people load.
 */
const polyfill = /\/webextension-polyfill\/dist\/browser-polyfill\.js$/;
const nativeApi: Plugin = {
  name: 'native-extension-api',
  transform: {
    filter: { id: polyfill },
    handler: () => ({
      // Chromium may have a `browser`, too, and Firefox has a `chrome` that promises nothing. Only Firefox tells which it is.
      code: `const { browser, chrome } = globalThis;
        export default browser?.runtime?.getBrowserInfo === undefined ? chrome : browser;`,
      map: null,
    }),
  },
};

/** Icons are drawn by a component of ours: components/common/plain-icon.ts says what it spares. */
const plainIcons: Plugin = {
  name: 'plain-icons',
  transform: {
    filter: { id: /\/lucide-react\/dist\/esm\/createLucideIcon\.mjs$/ },
    handler: () => ({
      code: `export { createPlainIcon as default } from ${JSON.stringify(resolve('components/common/plain-icon.ts'))};`,
      map: null,
    }),
  },
};

/** The names of characters, as `&eacute;`: a page asks its document, and a worker has none, but the table of them. */
const namesInWorkers: Plugin = {
  name: 'names-in-workers',
  enforce: 'pre',
  resolveId: {
    filter: { id: /^decode-named-character-reference$/ },
    handler: () => resolve('node_modules/decode-named-character-reference/index.js'),
  },
};

const thirdParty = createThirdParty((module) => polyfill.test(module));

/** lib/browser/on-demand-script.ts says why the background has to know what is in them. */
function stampParts(folder: string): void {
  const digest = createHash('sha256').update(readFileSync(join(folder, 'background-parts.js')));
  const background = join(folder, 'background.js');
  const stamped = readFileSync(background, 'utf8').split('CONTENTS_OF_PARTS');
  if (stamped.length !== 2) throw new Error('background.js has no place for what its parts come to.');
  writeFileSync(background, stamped.join(digest.digest('hex').slice(0, 16)));
}

export default defineConfig({
  vite: () => ({
    plugins: [prerender, preloads, looksFirst, plainImports, nativeApi, plainIcons, thirdParty.plugin],
    build: { modulePreload: false },
  }),
  modules: ['@wxt-dev/module-react', '@wxt-dev/webextension-polyfill'],
  imports: false,
  hooks: {
    'vite:build:extendConfig': (entrypoints, config) => {
      if (entrypoints.every(({ name }) => name === 'search-worker')) config.plugins?.unshift(namesInWorkers);
    },
    'build:done': ({ config }) => {
      if (config.command !== 'build') return;
      stampParts(config.outDir);
      writeFileSync(join(config.outDir, noticesFile), thirdParty.notices());
    },
  },
  manifestVersion: 3,
  zip: { name: 'miptech-sidepanel' },
  manifest: ({ browser, command }) => ({
    name: 'MIPTech Side Panel',
    short_name: 'MIPTech',
    description: "Ask your organisation's AI assistant about any web page, and see exactly what is sent.",
    permissions: [
      'storage',
      'unlimitedStorage',
      'activeTab',
      'scripting',
      'alarms',
      'identity',
      'contextMenus',
    ],
    // Asked for where a person wants them: to be told of answers that no panel shows, and the titles of all open tabs.
    optional_permissions: ['notifications', 'tabs'],
    optional_host_permissions: askedForHosts,
    action: { default_title: 'Open MIPTech Side Panel' },
    omnibox: { keyword: 'mip' },
    // Like the click on the button, each of them grants activeTab for the page in view. Chrome, Edge and Firefox have no use
    // of their own for these keys, as they have for Ctrl+Shift+Y (Edge, Firefox on Linux) and Alt+Shift+A, C, N and P (Chrome).
    commands: {
      'toggle-panel': { suggested_key: keys('Y'), description: 'Open or close the panel' },
      'attach-page': { suggested_key: keys('H'), description: 'Attach this page' },
      'new-chat': { suggested_key: keys('E'), description: 'New chat' },
    },
    content_security_policy: {
      // The development server injects styles, and serves them itself; what is shipped allows neither.
      extension_pages: csp(command === 'serve' ? "'self' 'unsafe-inline' http://localhost:*" : "'self'"),
    },
    ...(browser === 'firefox' ? perBrowser.firefox : perBrowser.chromium),
  }),
});
