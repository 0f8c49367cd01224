import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SoukLog } from './log.ts';
import { launchNode } from './node-process.ts';
import { StartError } from './ports.ts';
import type { ProcessDeclaration } from './process-table.ts';

/** The loaders of the demo data, side by side but for those in one row: the catalogue names its seller. */
const loaders = [['users', 'products'], ['orders']] as const;

/** True when this data folder has not got its demo data yet. */
export function lacksDemoData(dataDir: string): boolean {
  return !existsSync(marker(dataDir));
}

/** Loads the demo accounts, catalogue and vouchers once per data folder; the loaders can be repeated after a failure. */
export async function loadDemoData(
  deps: { log: SoukLog; dataDir: string },
  table: readonly ProcessDeclaration[],
): Promise<void> {
  await Promise.all(
    loaders.map(async (row) => {
      for (const name of row) await runLoader(deps.log, table, name);
    }),
  );
  writeFileSync(marker(deps.dataDir), new Date().toISOString());
}

async function runLoader(log: SoukLog, table: readonly ProcessDeclaration[], name: string): Promise<void> {
  const server = table.find((declaration) => declaration.name === name)!;
  const label = `${name}-demo`;
  const running = launchNode({ cwd: server.cwd, args: ['src/demo.ts'], env: server.env }, (line, fallback) =>
    log.line(label, line, fallback),
  );
  const end = (): void => running.kill('SIGKILL');
  process.once('exit', end);
  const reason = await running.exited;
  process.off('exit', end);
  if (reason !== 'code 0') {
    throw new StartError(`The demo data of ${name} did not load (${reason}):\n${log.tail(label).join('\n')}`);
  }
}

function marker(dataDir: string): string {
  return join(dataDir, 'demo-data-loaded');
}
