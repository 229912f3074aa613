/** The import rule of the house: kernel/base ← kernel ← modules ← demo, apps. */
const OURS = '^(kernel|modules|apps|demo|bench|tests|tools)/';
const TEST = '\\.test\\.ts$';
const DATABASE = '^(kernel/db/database\\.ts$|node_modules/(pg|pg-copy-streams|drizzle-orm)/)';

const rule = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    rule(
      'no-cycles',
      'What depends on itself cannot be replaced in parts. Types may name each other: they are gone when it runs.',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    rule(
      'base-stands-alone',
      'kernel/base imports nothing of ours.',
      { path: '^kernel/base/' },
      { path: OURS, pathNot: '^kernel/base/' },
    ),
    rule(
      'kernel-below-modules',
      'The kernel knows no module and no application.',
      { path: '^kernel/', pathNot: TEST },
      { path: OURS, pathNot: '^kernel/' },
    ),
    rule(
      'modules-below-apps',
      'A module imports the kernel and public parts of other modules.',
      { path: '^modules/', pathNot: TEST },
      { path: OURS, pathNot: '^(kernel|modules)/' },
    ),
    rule(
      'only-public-of-others',
      'Of another module only its public.ts.',
      { path: '^modules/([^/]+)/', pathNot: TEST },
      { path: '^modules/[^/]+/', pathNot: ['^modules/$1/', '^modules/[^/]+/public\\.ts$'] },
    ),
    rule(
      'no-way-back-to-the-list',
      'The list of modules imports modules, never the other way round.',
      { path: '^modules/[^/]+/', pathNot: TEST },
      { path: '^modules/index\\.ts$' },
    ),
    rule(
      'model-below-policy',
      'Declarations of facts and parameters know nothing of the rules that use them.',
      { path: '^modules/[^/]+/model/', pathNot: TEST },
      { path: '^modules/[^/]+/(?!model/)' },
    ),
    rule(
      'policy-below-the-rest',
      'Rules know the model of their module only; use cases and indicators know the rules.',
      { path: '^modules/([^/]+)/policy/', pathNot: TEST },
      { path: '^modules/[^/]+/', pathNot: ['^modules/$1/(model|policy)/', '^modules/[^/]+/public\\.ts$'] },
    ),
    rule(
      'policy-is-pure',
      'Rules decide from values; nothing they import may reach the database.',
      { path: '^modules/[^/]+/(model|policy)/', pathNot: TEST },
      { path: DATABASE, reachable: true },
    ),
    rule(
      'demo-below-apps',
      'The demonstration is made with the kernel and the modules.',
      { path: '^demo/', pathNot: TEST },
      { path: OURS, pathNot: '^(demo|kernel|modules)/' },
    ),
    rule(
      'web-sees-contracts-only',
      'The browser gets contracts, shared schemas and pure base functions, nothing that runs on the server.',
      { path: '^apps/web/' },
      {
        path: OURS,
        pathNot: [
          '^apps/web/',
          '^kernel/base/',
          '^(kernel|modules)/.*contract\\.ts$',
          '^kernel/module/(schemas|define-contract)\\.ts$',
          '^kernel/indicator/report/figure-text\\.ts$',
        ],
      },
    ),
    rule(
      'web-never-reaches-the-database',
      'Not even through something harmless.',
      { path: '^apps/web/' },
      { path: DATABASE, reachable: true },
    ),
    rule(
      'nobody-imports-apps',
      'Applications are the top of the house; only tests, benchmarks and tools use them.',
      { path: OURS, pathNot: ['^apps/', '^(tests|bench|tools)/', TEST] },
      { path: '^apps/' },
    ),
    rule(
      'no-development-package-in-production',
      'What runs in production may not need a package that production does not install.',
      { path: '^(kernel|modules|apps|demo|bin)/', pathNot: [TEST, '^apps/web/vite\\.config\\.ts$'] },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
    rule('no-missing', 'Every import leads somewhere.', {}, { couldNotResolve: true }),
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|coverage)/' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.d.ts'],
    },
  },
};
