import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SoukLog } from './log.ts';
import { launchNode } from './node-process.ts';
import { StartError } from './ports.ts';
import type { ProcessDeclaration } from './process-table.ts';

/** The loaders of the demo data, run in this order: the catalogue names its seller. */
const loaders = ['users', 'products'] as const;

/** True when this data folder has not got its demo data yet. */
export function lacksDemoData(dataDir: string): boolean {
  return !existsSync(marker(dataDir));
}

/** Loads the demo accounts and catalogue once per data folder; the loaders can be repeated after a failure. */
export async function loadDemoData(
  deps: { log: SoukLog; dataDir: string },
  table: readonly ProcessDeclaration[],
): Promise<void> {
  for (const name of loaders) {
    const server = table.find((declaration) => declaration.name === name)!;
    const label = `${name}-demo`;
    const running = launchNode(
      { cwd: server.cwd, args: ['src/demo.ts'], env: server.env },
      (line, fallback) => deps.log.line(label, line, fallback),
    );
    const end = (): void => running.kill('SIGKILL');
    process.once('exit', end);
    const reason = await running.exited;
    process.off('exit', end);
    if (reason !== 'code 0') {
      throw new StartError(
        `The demo data of ${name} did not load (${reason}):\n${deps.log.tail(label).join('\n')}`,
      );
    }
  }
  writeFileSync(marker(deps.dataDir), new Date().toISOString());
}

function marker(dataDir: string): string {
  return join(dataDir, 'demo-data-loaded');
}
