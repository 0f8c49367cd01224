import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { compareApis, parseSchemaChanges } from './breaking-changes.ts';

export interface BreakingCheck {
  /** The API schema as it is now; its former self is read from git, by the same path. */
  readonly apiFile: string;
  readonly apiSdl: string;
  /** `schema-changes.json`. */
  readonly changesFile: string;
  /** Compared with instead of the base in that file; then it must be there. */
  readonly base?: string | undefined;
}

/**
 * Fails on a change since the base that breaks clients, unless it was accepted. Without the base's history, as in a
 * shallow clone, there is nothing to compare with: that is said and passes, unless the base was asked for by name.
 * Returns whether the check passes.
 */
export async function checkBreakingChanges(
  { apiFile, apiSdl, changesFile, base: asked }: BreakingCheck,
  print: (line: string) => void,
): Promise<boolean> {
  const changes = parseSchemaChanges(readFileSync(changesFile, 'utf8'));
  const base = asked ?? changes.base;
  const before = readFromGit(base, apiFile);
  if ('missing' in before) {
    const isShallow = git(dirname(apiFile), 'rev-parse', '--is-shallow-repository') === 'true';
    print(`${asked === undefined ? 'warn ' : 'error'} No API to compare with at ${base}: ${before.missing}`);
    if (isShallow) print(`      This clone is shallow: git fetch --depth=1 origin ${base}`);
    print('      Breaking changes were not looked for.');
    return asked === undefined;
  }
  const report = await compareApis(before.text, apiSdl, changes.accepted);
  for (const { change, path, message } of report.dangerous) print(`warn  ${change} ${path}: ${message}`);
  for (const { change, path, reason } of report.accepted) print(`known ${change} ${path}: ${reason}`);
  for (const { change, path, message } of report.breaking) print(`error ${change} ${path}: ${message}`);
  for (const { change, path } of report.unused) {
    print(`error ${change} ${path} is accepted in ${basename(changesFile)}, but is no change since ${base}`);
  }
  const count = report.breaking.length;
  if (count > 0) {
    print(
      `${count} change(s) since ${base} break clients. Keep what they use and deprecate it, or accept each in`,
    );
    print(`${changesFile}: {"change": "…", "path": "…", "reason": "…"}`);
  }
  if (count + report.unused.length > 0) return false;
  print(`No unexpected breaking change since ${base}.`);
  return true;
}

function readFromGit(ref: string, file: string): { text: string } | { missing: string } {
  // What begins with a dash would be an option.
  const text = ref.startsWith('-') ? undefined : git(dirname(file), 'show', `${ref}:./${basename(file)}`);
  return text === undefined ? { missing: `git has no ${basename(file)} there` } : { text };
}

/** Undefined where git fails, or is not there. */
function git(folder: string, ...args: string[]): string | undefined {
  try {
    return execFileSync('git', args, {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 64 * 1024 * 1024,
    }).trim();
  } catch {
    return undefined;
  }
}
