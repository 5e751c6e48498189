// The rules of architecture.cjs in the language of dependency-cruiser. test/architecture plants a violation of each.
const architecture = require('./architecture.cjs');

const SPEC = '[.](spec|int-spec|e2e-spec|contract)[.]ts$';
/** Specs, contracts, test builders and benches: they may look behind the walls that stand between shipped files. */
const TESTS = [SPEC, '^test/', '/testing/'];

const either = (names) => `(${names.join('|')})`;
/** A package wherever it is installed, or by its bare name where it is not. */
const packages = (names) => `(^|node_modules/)${either(names)}(/|$)`;
const libsOf = (layers) => layers.flatMap(({ libs }) => Object.keys(libs));

const layerRules = architecture.layers.flatMap(({ libs }, height) =>
  Object.entries(libs).map(([lib, peers]) => {
    const allowed = [lib, ...peers, ...libsOf(architecture.layers.slice(0, height))];
    return forbid(
      `layer-of-${lib}`,
      `${lib} may import ${allowed.join(', ')}: see architecture.cjs.`,
      { path: `^libs/${lib}/` },
      { path: '^libs/', pathNot: `^libs/${either(allowed)}/` },
    );
  }),
);

const appRules = Object.entries(architecture.apps).map(([app, peers]) => {
  const allowed = [`^apps/${app}/`, ...peers.map((peer) => `^apps/${peer}/src/index[.]ts$`)];
  return forbid(
    `peers-of-app-${app}`,
    `${app} may import of other apps only the index.ts of: ${peers.join(', ') || 'none'}.`,
    { path: `^apps/${app}/` },
    { path: '^apps/', pathNot: allowed },
  );
});

const pureRules = Object.entries(architecture.pure).flatMap(([lib, allowed]) => [
  forbid(
    `pure-${lib}-packages`,
    `${lib} knows no framework: of packages only ${allowed.packages.join(', ')}.`,
    { path: `^libs/${lib}/`, pathNot: SPEC },
    {
      path: packages(['.+']),
      pathNot: ['^(libs|apps|test)/', packages(allowed.packages)],
      dependencyTypesNot: ['core'],
    },
  ),
  forbid(
    `pure-${lib}-io`,
    `${lib} does no I/O: of Node only ${allowed.nodeModules.join(', ')}.`,
    { path: `^libs/${lib}/`, pathNot: SPEC },
    { dependencyTypes: ['core'], pathNot: `^(node:)?${either(allowed.nodeModules)}$` },
  ),
]);

const wallRules = [
  forbid(
    'lib-in-table',
    'A new lib gets a line in architecture.cjs first.',
    { path: '^libs/', pathNot: `^libs/${either(libsOf(architecture.layers))}/` },
    {},
  ),
  forbid('no-import-of-apps', 'Nothing imports an app.', { path: '^libs/' }, { path: '^apps/' }),
  forbid(
    'lib-through-index',
    'Another lib is reached through its index.ts alone (@engram/<lib>).',
    { path: '^libs/([^/]+)/', pathNot: TESTS },
    { path: '^libs/', pathNot: ['^libs/$1/', '^libs/[^/]+/src/(http/)?index[.]ts$'] },
  ),
  forbid(
    'app-through-index',
    'An app reaches a lib through its index.ts (@engram/<lib>); the server its controllers through @engram-http/<lib>.',
    { path: '^apps/', pathNot: TESTS },
    { path: '^libs/', pathNot: ['^libs/[^/]+/src/index[.]ts$', '^libs/[^/]+/src/http/index[.]ts$'] },
  ),
  forbid(
    'http-entry-of-server',
    'The second entry of a lib (@engram-http/<lib>) is for the server, and for the http folder of a higher lib.',
    {
      path: '^(apps|libs)/([^/]+)/',
      pathNot: [...TESTS, '^libs/[^/]+/src/http/', `^apps/${either(architecture.httpEntryImporters)}/`],
    },
    { path: '^libs/[^/]+/src/http/index[.]ts$', pathNot: '^libs/$2/' },
  ),
  forbid(
    'http-not-from-inside',
    'A lib does not know its own controllers: only the server puts them in front of it.',
    {
      path: '^libs/([^/]+)/src/',
      pathNot: [
        ...TESTS,
        '^libs/[^/]+/src/http/',
        `^libs/${either(architecture.doors)}/src/[^/]+[.]module[.]ts$`,
      ],
    },
    { path: '^libs/$1/src/http/' },
  ),
  forbid(
    'test-behind-walls',
    'Tests use what a lib exports, its adapters, contracts and builders; only a bench measures an inner part alone.',
    { path: '^test/', pathNot: '^test/bench/' },
    {
      path: '^libs/',
      pathNot: ['^libs/[^/]+/src/(http/)?index[.]ts$', '/adapters/', '/migrations/', '/testing/', SPEC],
    },
  ),
  forbid(
    'adapters-from-module',
    'Only <lib>.module.ts (and worker entries, and specs) names an adapter: everything else asks for the port.',
    {
      path: '^(libs|apps)/',
      pathNot: [...TESTS, '/adapters/', '^libs/([^/]+)/src/[^/]+[.]module[.]ts$', '[.]worker[.]ts$'],
    },
    { path: '/adapters/' },
  ),
  forbid(
    'vendors-in-adapters',
    'Vendor SDKs live in adapters and migrations.',
    { path: '^(libs|apps)/', pathNot: [...TESTS, '/adapters/', '/migrations/'] },
    { path: packages(architecture.vendorSdks) },
  ),
  forbid(
    'domain-without-framework',
    'Domain and ports know no framework.',
    { path: '^libs/[^/]+/src/(model|domain|ports)/', pathNot: TESTS },
    { path: packages(architecture.frameworks) },
  ),
  forbid(
    'no-import-of-tests',
    'What ships does not import what tests.',
    { path: '^(libs|apps)/', pathNot: TESTS },
    { path: TESTS },
  ),
  forbid('no-cycle', 'Two files that need each other are one file, or three.', {}, { circular: true }),
  forbid('resolvable', 'This import leads nowhere.', {}, { couldNotResolve: true }),
  forbid(
    'declared-dependency',
    'What ships imports only packages under "dependencies" of package.json.',
    { path: '^(libs|apps)/', pathNot: TESTS },
    { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
  ),
];

function forbid(name, comment, from, to) {
  return { name, comment, severity: 'error', from, to };
}

module.exports = {
  forbidden: [...layerRules, ...appRules, ...pureRules, ...wallRules],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    // Type-only imports count as well: a layer is a matter of knowledge, not of code that runs.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['node', 'require', 'import', 'default', 'types'],
    },
  },
};
