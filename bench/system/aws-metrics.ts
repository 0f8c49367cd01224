import type { Souk } from '@souk/local/souk';

/** Queues that hold messages, as lines of the SQS server's metrics. */
export async function queuesWithMessages(souk: Souk): Promise<string[]> {
  const lines = await readMetrics(souk);
  return lines.filter((line) => line.startsWith('souk_queue_messages') && !line.endsWith(' 0'));
}

/** Calls of SNS and SQS so far, by action. */
export async function awsCalls(souk: Souk): Promise<Record<string, number>> {
  const lines = await readMetrics(souk);
  const counts = lines.map((line) => /^souk_aws_calls_total\{action="(\w+)"\} (\d+)$/.exec(line));
  return Object.fromEntries(counts.flatMap((match) => (match ? [[match[1], Number(match[2])]] : [])));
}

async function readMetrics(souk: Souk): Promise<string[]> {
  const answer = await fetch(`${souk.urls.aws}/metrics`, { signal: AbortSignal.timeout(5_000) });
  return (await answer.text()).split('\n');
}
