/**
 * Who may import whom: the rooms of the architecture, as rules. `allow` says for each room what it may use;
 * everything else of the project is forbidden to it, and so is every package that isn't named.
 */
const rooms = 'lib|components|entrypoints|test';

/** `modules` and `packages` are regular expressions; a room may always import itself. */
function room(name, from, { modules = [], packages = [] }) {
  const self = `^${from}`;
  return [
    {
      name: `${name}-imports-only-its-neighbours`,
      comment: `${from} may import from the project: itself${modules.map((m) => `, ${m}`).join('')}.`,
      severity: 'error',
      from: { path: self },
      to: { path: `^(${rooms})/`, pathNot: [self, ...modules.map((m) => `^${m}`)] },
    },
    {
      name: `${name}-imports-only-its-packages`,
      comment: `${from} may import the packages: ${packages.join(', ') || 'none'}.`,
      severity: 'error',
      from: { path: self },
      to: { path: 'node_modules/', pathNot: packages.map((p) => `node_modules/${p}/`) },
    },
  ];
}

/** A room of lib of which it matters whom it stands on; its packages are its own affair. */
const floor = (name, below) =>
  room(name, `lib/${name}/`, {
    modules: below.map((other) => (other.endsWith('$') ? `lib/${other}` : `lib/${other}/`)),
    packages: ['.*'],
  }).slice(0, 1);

/** Plain data: the form follows from it. */
const record = 'lib/config/(settings|preferences)-record\\.ts$';

const react = ['react', '@types/react', 'react-dom', '@types/react-dom'];

export default {
  forbidden: [
    ...room('shared', 'lib/shared/', { packages: ['zod'] }),
    // The file that chats are carried along in: whoever writes, reads or stores it needs the same one.
    ...room('transfer', 'lib/transfer/', { modules: ['lib/shared/'], packages: ['zod'] }),
    // Text in, a tree out: drawn by the panel, copied and exported by others.
    ...room('markdown', 'lib/markdown/', {
      modules: ['lib/shared/'],
      packages: ['decode-named-character-reference'],
    }),
    // Code in, what is coloured out; TeX in, MathML out. Workers of the panel run them.
    ...room('highlight', 'lib/highlight/', {
      modules: ['lib/shared/'],
      packages: ['zod', 'lowlight', 'highlight\\.js'],
    }),
    ...room('math', 'lib/math/', { modules: ['lib/shared/'], packages: ['zod', 'temml'] }),
    // Where a text's words stand in another: the panel looks for quotations, a script for what is to be shown on its page.
    ...room('passages', 'lib/passages/', { modules: ['lib/shared/', 'lib/search/fold\\.ts$'] }),
    // Injected into the page of a PDF, with the one library that knows the format.
    ...room('pdf', 'lib/pdf/', {
      modules: [
        'lib/page-context/(captured-page|characters|invisible-characters|limits)\\.ts$',
        'lib/shared/is-object\\.ts$',
      ],
      packages: ['pdfjs-dist'],
    }),
    // Text in, text out, and what stands for what.
    ...room('masking', 'lib/masking/', { modules: ['lib/shared/'] }),
    ...room('protocol', 'lib/protocol/', { modules: ['lib/shared/'], packages: ['zod'] }),
    // No frame and no close code reaches the core (law 3). The fence is text in, text out; whoever writes a message and
    // whoever shows it need the same one.
    ...room('session', 'lib/session/', {
      modules: ['lib/shared/', 'lib/page-context/fence\\.ts$'],
      packages: ['zod'],
    }),
    ...room('fence', 'lib/page-context/fence\\.ts$', { modules: ['lib/shared/'], packages: ['zod'] }),
    // The floors of the house, from the ground up: each may lean on those below it, never on those above.
    ...floor('browser', ['shared']),
    ...floor('auth', ['shared', 'protocol', 'config']),
    // A transport speaks to the core in the core's own words, and knows nothing else of it.
    ...floor('transport', ['shared', 'protocol', 'config', 'auth', 'session/transport-event\\.ts$']),
    ...floor('storage', ['shared', 'protocol', 'config', 'auth', 'messaging', 'session']),
    ...floor('search', ['shared', 'storage', 'markdown/plain-texts\\.ts$']),
    ...floor('config', ['shared', 'protocol']),
    ...floor('messaging', ['shared', 'config']),
    // A program of its own: of the extension it takes how the platform is spoken to, and nothing else.
    ...room('proxy-server', 'lib/proxy-server/', {
      modules: [
        'lib/shared/',
        'lib/protocol/',
        'lib/transport/http/(failure|rest-client)\\.ts$',
        'lib/transport/rest/answer-poll\\.ts$',
      ],
      packages: ['fastify', '@fastify/(cors|helmet|rate-limit)', 'zod'],
    }),
    {
      name: 'no-bundle-takes-the-proxy-server',
      comment:
        'The secure proxy runs on a server; the extension talks to it, and knows no more of it than that.',
      severity: 'error',
      from: { path: `^(${rooms})/`, pathNot: '^(lib/proxy-server|test)/' },
      to: { path: '^lib/proxy-server/' },
    },
    ...floor('doctor', ['shared', 'protocol', 'config', 'auth', 'messaging', 'transport']),
    ...room('view', 'lib/view/', {
      modules: [
        ...['lib/messaging/', 'lib/shared/', 'lib/transfer/', 'lib/markdown/', record],
        // What a typed address comes to is shown while it is typed.
        'lib/config/address-completion\\.ts$',
        // Whether the way that is refused is the usual one, or was typed.
        'lib/config/platform-paths\\.ts$',
        'lib/page-context/fence\\.ts$',
        'lib/masking/(attached-masks|unmask)\\.ts$',
        // Its worker does the rest.
        'lib/search/(search-protocol|fold)\\.ts$',
      ],
      packages: ['zod', ...react],
    }),
    ...room('components', 'components/', {
      modules: [
        ...['lib/view/', 'lib/shared/', 'lib/markdown/', 'lib/passages/', record],
        'lib/messaging/(contract|place-rows)\\.ts$',
        ...[
          'lib/masking/(attached-masks|unmask)\\.ts$',
          'lib/page-context/fence\\.ts$',
          'lib/search/(search-protocol|places)\\.ts$',
        ],
        // What is heavy of them runs in their workers.
        ...['lib/highlight/(code-languages|token-kinds)\\.ts$', 'lib/math/math-node\\.ts$'],
      ],
      packages: [...react, 'lucide-react'],
    }),
    ...room('pages', 'entrypoints/(sidepanel|options)/', {
      modules: ['components/', 'lib/view/', 'lib/browser/', 'lib/messaging/', 'lib/shared/'],
      packages: [...react, 'wxt'],
    }),
    ...room('platform', 'test/platform/', {
      packages: ['ws', '@types/ws', 'jose', 'minisearch', 'marked', 'zod', 'vitest', 'fast-check'],
    }),
    {
      name: 'polyfill-behind-one-door',
      comment: 'Only lib/browser knows the extension API.',
      severity: 'error',
      from: { path: `^(${rooms})/`, pathNot: '^lib/browser/' },
      to: { path: '(^|/)(webextension-polyfill|@types/webextension-polyfill|wxt/dist/browser)' },
    },
    {
      name: 'background-never-shows-anything',
      comment:
        'But for the words that the browser shows for it: beside the toolbar button, and in notifications.',
      severity: 'error',
      from: { path: '^(lib/(background|transport|storage|auth|config)|entrypoints/background)/' },
      to: {
        path: '^(components|lib/view)/|node_modules/(react|react-dom|@types/react)/',
        pathNot: '^lib/view/words/attention-words\\.ts$',
      },
    },
    {
      name: 'only-the-composition-root-knows-background',
      comment: 'Transport, storage and the rest are told what to do; they do not reach back.',
      severity: 'error',
      from: { path: '^(lib|components)/', pathNot: '^lib/background/' },
      to: { path: '^lib/background/' },
    },
    {
      name: 'background-entrypoint-composes-only',
      severity: 'error',
      from: { path: '^entrypoints/background/' },
      to: { path: '^(components|test|entrypoints/(sidepanel|options))/' },
    },
    {
      name: 'nothing-shipped-imports-tests',
      severity: 'error',
      from: { path: '^(lib|components|entrypoints)/' },
      to: { path: '^test/' },
    },
    {
      name: 'nothing-imports-entrypoints',
      severity: 'error',
      from: { pathNot: '^entrypoints/' },
      to: { path: '^entrypoints/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'shipped-code-uses-dependencies',
      comment: 'A devDependency is not there where only dependencies are installed.',
      severity: 'error',
      // The secure proxy is installed by a package.json of its own.
      from: { path: '^(lib|components)/', pathNot: '^lib/proxy-server/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
