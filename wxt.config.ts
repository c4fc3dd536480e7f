import { defineConfig } from 'wxt';

/**
 * Everything a page of ours may load or talk to. Answers are rendered without
 * any request, so images come from the package only; connections go to whatever
 * endpoint is configured, which the URL rules (lib/config) hold to https/wss,
 * or plain http/ws on a loopback host.
 */
// `http:` and `ws:` are not narrowed to loopback here because a source list can't name `[::1]` or 127.0.0.0/8.
const csp = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self' https: wss: http: ws:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export default defineConfig({
  modules: ['@wxt-dev/module-react', '@wxt-dev/webextension-polyfill'],
  imports: false,
  manifestVersion: 3,
  outDirTemplate: '{{browser}}-mv{{manifestVersion}}',
  zip: { name: 'miptech-sidepanel' },
  manifest: ({ browser }) => ({
    name: 'MIPTech Side Panel',
    short_name: 'MIPTech',
    description: "Ask your organisation's AI assistant about any web page, and see exactly what is sent.",
    minimum_chrome_version: '120',
    permissions: ['storage', 'activeTab', 'scripting', ...(browser === 'firefox' ? [] : ['sidePanel'])],
    action: { default_title: 'Open MIPTech Side Panel' },
    commands: {
      // Like the click on the button, the shortcut grants activeTab for the page in view.
      _execute_action: { suggested_key: { default: 'Ctrl+Shift+Y', mac: 'Command+Shift+Y' } },
    },
    externally_connectable: browser === 'firefox' ? undefined : { ids: [] },
    content_security_policy: { extension_pages: csp },
    browser_specific_settings:
      browser === 'firefox'
        ? { gecko: { id: 'sidepanel@miptechnologies.tech', strict_min_version: '128.0' } }
        : undefined,
  }),
});
