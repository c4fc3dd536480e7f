/** Stands in for webextension-polyfill in unit tests: it can be imported, and says what is wrong once used. */
export default new Proxy(
  {},
  {
    get(_target, name) {
      throw new Error(`A unit test reached browser.${String(name)}: give the module a double instead.`);
    },
  },
);
