import { spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PostgresHome } from './postgres-binaries.ts';

export const SUPERUSER = 'postgres';
const INITDB_TIMEOUT_MS = 60_000;

export interface ClusterOptions {
  readonly durable?: boolean;
  readonly password?: string;
}

/**
 * Makes a new cluster. It is created beside its final place and renamed, so that a killed start leaves no half-made
 * one. Throws with what initdb said.
 */
export function createCluster(home: PostgresHome, cluster: string, options: ClusterOptions): void {
  const partial = `${cluster}.creating`;
  const passwordFile = `${cluster}.password`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { mode: 0o700 });
  if (options.password) writeFileSync(passwordFile, options.password, { mode: 0o600 });
  if (home.account) {
    chownSync(partial, home.account.uid, home.account.gid);
    if (options.password) chownSync(passwordFile, home.account.uid, home.account.gid);
  }
  const args = ['-D', partial, '-U', SUPERUSER, '--encoding=UTF8', '--no-locale'];
  args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions');
  args.push(...(options.password ? ['--auth=scram-sha-256', `--pwfile=${passwordFile}`] : ['--auth=trust']));
  if (options.durable === false) args.push('--no-sync', '--no-data-checksums');
  const result = spawnSync(join(home.bin, 'initdb'), args, {
    ...home.account,
    cwd: home.account ? '/' : home.directory,
    env: serverEnvironment(),
    encoding: 'utf8',
    timeout: INITDB_TIMEOUT_MS,
  });
  rmSync(passwordFile, { force: true });
  if (result.status !== 0) {
    rmSync(partial, { recursive: true, force: true });
    const reason = result.error?.message ?? result.stderr.trim();
    throw new Error(`PostgreSQL could not create its data folder ${cluster}:\n${reason}`);
  }
  renameSync(partial, cluster);
}

/** Nothing of the caller's environment (PGDATA, PGPORT, LC_*) may change what the server does. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SYSTEMROOT, TEMP } = process.env;
  return { PATH, SYSTEMROOT, TEMP, LC_ALL: 'C', TZ: 'UTC' };
}
