// Tests of the whole system, through HTTP, WebSockets and a real browser. One system serves all files.
import unit from './jest.config.mjs';

export default {
  ...unit,
  testMatch: ['<rootDir>/{web,bench}/**/*.e2e.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  globalSetup: '<rootDir>/web/e2e/support/global-setup.ts',
  globalTeardown: '<rootDir>/web/e2e/support/global-teardown.ts',
  testTimeout: 90_000,
  maxWorkers: 1,
};
