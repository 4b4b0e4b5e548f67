// Who may import whom (DESIGN.md 1), for dependency-cruiser.
const ROOMS = {
  ui: ['editor', 'host'],
  editor: [],
  host: ['protocol', 'staging', 'scheduler'],
  scheduler: ['protocol'],
  staging: ['protocol'],
  runner: ['protocol', 'sdk'],
  sdk: [],
  protocol: [],
  offline: [],
  demos: ['sdk'],
}

const roomRules = Object.entries(ROOMS).map(([room, allowed]) => ({
  name: `${room}-imports-${allowed.join('-and-') || 'nothing'}`,
  comment: `src/${room} may import ${allowed.map((name) => `src/${name}`).join(', ') || 'no other room'}.`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: [room, ...allowed].map((name) => `^src/${name}/`) },
}))

module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: 'host-imports-only-the-clients',
      comment:
        'The workers are scripts of their own; the page knows their clients, and the reports made of a ledger.',
      severity: 'error',
      from: { path: '^src/host/' },
      to: { path: '^src/(scheduler|staging)/', pathNot: '/(client|reports)\\.ts$' },
    },
    {
      name: 'scheduler-core-is-pure',
      comment: 'The core imports no DOM, GPU, React, storage or clock.',
      severity: 'error',
      from: { path: '^src/scheduler/core/', pathNot: '\\.(test|fixture)\\.ts$' },
      to: { pathNot: '^src/(scheduler/core|protocol)/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-tests-in-code',
      severity: 'error',
      from: { pathNot: '\\.(test|fixture)\\.tsx?$' },
      to: { path: '\\.(test|fixture)\\.tsx?$' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
}
