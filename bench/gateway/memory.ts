import { memoryMiB } from '../measure/cpu.ts';
import { say, table } from '../measure/report.ts';
import { checkAnswer } from './answer.ts';
import { soukContender } from './contenders.ts';
import { runLoad } from './load.ts';
import { freePort, startProcess } from './process.ts';

/** Memory asked for after any number of operations, in MiB: 200 MB, read strictly. */
const targetMiB = 190;
const samples = 20;

/** Sends many operations at ten connections, half of them with an identity of their own, and watches our memory. */
export async function runMemory(input: {
  supergraphFile: string;
  body: string;
  operations: number;
}): Promise<{ ok: boolean; figures: object }> {
  const { args, command, env } = soukContender();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/graphql`;
  const gateway = startProcess(command, args, {
    ...{ NODE_ENV: 'production', SUPERGRAPH_FILE: input.supergraphFile, PORT: String(port) },
    ...env,
  });
  try {
    const answerBytes = await checkAnswer('souk', url, [], 30_000);
    const memory: { operations: number; memoryMiB: number }[] = [
      { operations: 0, memoryMiB: memoryMiB(gateway.pid) },
    ];
    let wrong = 0;
    for (let sample = 1; sample <= samples; sample++) {
      const load = { url, body: input.body, answerBytes, headers: [], connections: 10 };
      const operations = Math.ceil(input.operations / samples);
      const result = await runLoad({ ...load, uniqueIdentity: sample % 2 === 0, operations });
      wrong += result.wrong;
      memory.push({
        operations: memory.at(-1)!.operations + result.operations,
        memoryMiB: memoryMiB(gateway.pid),
      });
    }
    table(
      ['operations', 'MiB'],
      memory.map((row) => [row.operations, row.memoryMiB]),
    );
    const most = Math.max(...memory.map((row) => row.memoryMiB));
    say(`at most ${most} MiB; asked for: under ${targetMiB}`);
    return { ok: wrong === 0 && most < targetMiB, figures: { memory, wrong } };
  } finally {
    await gateway.stop();
  }
}
