import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWeb, isWebBuildStale } from './web-build.ts';

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/**
 * Runs the whole proof: unit and integration tests, then the journeys through a browser. Prints one summary as the
 * last line and returns the exit code.
 */
export async function prove(root: string): Promise<number> {
  const results: Counts[] = [await runJest(root, 'jest.config.mjs', [])];
  if (existsSync(join(root, 'jest.e2e.config.mjs'))) results.push(await proveJourneys(root));
  const passed = results.reduce((sum, counts) => sum + counts.passed, 0);
  const failed = results.reduce((sum, counts) => sum + counts.failed, 0);
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

async function proveJourneys(root: string): Promise<Counts> {
  if (isWebBuildStale(root)) {
    process.stdout.write('\nBuilding the store\n');
    try {
      await buildWeb(root, (line) => void process.stdout.write(`${line}\n`));
    } catch (error) {
      process.stdout.write(`${(error as Error).message}\n`);
      return { passed: 0, failed: 1 };
    }
  }
  return runJest(root, 'jest.e2e.config.mjs', ['--runInBand']);
}

/** A test file that could not run at all counts as one failure. */
async function runJest(root: string, config: string, args: string[]): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'souk-proof-'));
  const report = join(folder, 'report.json');
  try {
    const jest = [
      join(root, 'node_modules/jest/bin/jest.js'),
      '--config',
      config,
      '--json',
      '--outputFile',
      report,
    ];
    const child = spawn(process.execPath, [...jest, ...args], { cwd: root, stdio: 'inherit' });
    const code = await new Promise((resolve) => child.once('exit', resolve));
    if (!existsSync(report)) return { passed: 0, failed: 1 };
    const result = JSON.parse(readFileSync(report, 'utf8')) as JestReport;
    const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
    return { passed: result.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numRuntimeErrorTestSuites: number;
}
