import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

/** Starts the SNS/SQS/S3 emulator on a free port, in memory or durable in `dataDir`. Resolves once it listens. */
export async function startAws(dataDir?: string): Promise<{ aws: ChildProcess; endpoint: string }> {
  const guard = pathToFileURL(join(import.meta.dirname, '../end-with-launcher.ts')).href;
  const aws = spawn(process.execPath, ['--import', guard, join(import.meta.dirname, '../aws-main.ts')], {
    env: { ...process.env, PORT: '0', DATA_DIR: dataDir, NODE_OPTIONS: undefined },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: aws.stdout! })) {
    const { address } = JSON.parse(line) as { address?: string };
    if (address) return { aws, endpoint: address };
  }
  throw new Error(`The SNS/SQS emulator ended with code ${aws.exitCode}`);
}
