import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Level } from './log.ts';
import { launchNode } from './node-process.ts';
import { StartError } from './ports.ts';

const IGNORED_FOLDERS = new Set(['node_modules', '.next', 'coverage', 'e2e']);
/** Written by the build itself, or no part of it. */
const IGNORED_FILES = /^next-env\.d\.ts$|\.tsbuildinfo$|\.test\.tsx?$|\.md$/;

/** True when the pages were not built from the sources as they are now. */
export function isWebBuildStale(root: string): boolean {
  const stamp = stampFile(root);
  return !existsSync(stamp) || readFileSync(stamp, 'utf8') !== hashOfSources(root);
}

/** Builds the pages. Throws a StartError when that fails; what was wrong went to `onLine`. */
export async function buildWeb(root: string, onLine: (line: string, fallback: Level) => void): Promise<void> {
  const hash = hashOfSources(root);
  const running = launchNode(
    {
      cwd: join(root, 'web'),
      args: ['node_modules/next/dist/bin/next', 'build'],
      env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    },
    onLine,
  );
  const endBuild = (): void => running.kill('SIGKILL');
  process.once('exit', endBuild);
  const reason = await running.exited;
  process.off('exit', endBuild);
  if (reason !== 'code 0') throw new StartError(`The store could not be built (${reason}).`);
  writeFileSync(stampFile(root), hash);
}

/** By content, because dates change with every checkout. */
function hashOfSources(root: string): string {
  const hash = createHash('sha256');
  for (const file of [...sourceFiles(join(root, 'web')), join(root, 'pnpm-lock.yaml')]) {
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function sourceFiles(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return IGNORED_FOLDERS.has(entry.name) ? [] : sourceFiles(path);
    return IGNORED_FILES.test(entry.name) ? [] : [path];
  });
}

function stampFile(root: string): string {
  return join(root, 'web/.next/souk-build-stamp');
}
