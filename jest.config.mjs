// Unit and integration tests of every package. Sources are ES modules that Node runs as they are; jest
// runs them as CommonJS, so the few dependencies that ship only ES modules are transformed as well.
const esmOnly = [
  '@sparticuz\\+chromium',
  'jose',
  'postal-mime',
  'fauxqs',
  'cockatiel',
  'p-limit',
  // Loads its transport with import(), which jest refuses in code it has not transformed.
  '@opentelemetry\\+otlp-exporter-base',
  'nodemailer',
];

export default {
  rootDir: '.',
  testEnvironment: 'node',
  testMatch: [
    '<rootDir>/{gateway,subgraphs,infra,bench}/**/*.test.ts',
    '<rootDir>/web/{lib,components,app}/**/*.test.ts',
  ],
  testPathIgnorePatterns: ['/node_modules/', '\\.e2e\\.test\\.ts$'],
  modulePathIgnorePatterns: ['<rootDir>/web/.next', '<rootDir>/.souk'],
  transform: {
    '\\.[cm]?[jt]s$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  transformIgnorePatterns: [`node_modules/\\.pnpm/(?!(${esmOnly.join('|')})@)`],
  globalSetup: '<rootDir>/infra/local/src/testing/global-setup.ts',
  globalTeardown: '<rootDir>/infra/local/src/testing/global-teardown.ts',
  // For a machine that is busy with other things too; what hangs is told by the deadlines of what tests wait for.
  testTimeout: 60_000,
};
