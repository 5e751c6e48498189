// Who may import whom. Plain data, lowest layer first: `.dependency-cruiser.cjs` derives its rules from it, specs hold
// it against the folders that exist and against the table in docs/architecture.md.
//
// A lib may import itself, every lib of the layers below its own, and the peers of its own layer named here.
module.exports = {
  layers: [
    { name: 'kernel', libs: { kernel: [] } },
    {
      name: 'platform',
      libs: {
        config: [],
        'request-context': [],
        observability: ['config', 'request-context'],
        http: ['config', 'request-context', 'observability'],
        storage: ['config', 'request-context', 'observability'],
        health: ['config', 'http', 'observability', 'storage'],
      },
    },
    { name: 'engines', libs: { graph: [], search: [], embedding: [], llm: [] } },
    { name: 'memory', libs: { episodic: [], reasoning: ['episodic'] } },
    { name: 'composition', libs: { engine: [] } },
  ],

  /** Nothing imports an app, but for the peers named here: `engram serve` starts the server, through its index.ts. */
  apps: { server: [], cli: ['server'] },

  /** Apps that may import the second entry of a lib, `src/http/index.ts`: its controllers and schemas. */
  httpEntryImporters: ['server'],

  /** Libs that are nothing but a way in: their module brings its controllers along. */
  doors: ['health'],

  /** Libs without a framework and without I/O: they may import these packages and these modules of Node, no others. */
  pure: { kernel: { packages: ['uuid'], nodeModules: ['crypto'] } },

  /** Packages that only adapters and migrations may import. */
  vendorSdks: [
    'better-sqlite3',
    'typeorm',
    'pg',
    'chromadb',
    'pgvector',
    'ioredis',
    '@keyv/redis',
    'ai',
    '@ai-sdk/.+',
  ],

  /** What folders of a lib that hold its domain (`model`, `domain`, `ports`) may not import. */
  frameworks: ['@nestjs/.+', 'nestjs-.+', 'typeorm', 'fastify', 'rxjs'],
};
