import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What a benchmark's main.ts exports. */
export type Benchmark = {
  readonly options: Readonly<Record<string, { readonly default: number; readonly about: string }>>;
  /** Runs it, prints its report, and answers with its figures and whether all invariants held. */
  run(options: Readonly<Record<string, number>>): Promise<{ ok: boolean; figures: object }>;
};

/** `pnpm bench NAME [--option value]`: a readable report, a last line of JSON, and exit code 1 where an invariant fails. */
async function main(): Promise<number> {
  const [name, ...rest] = process.argv.slice(2);
  const known = readdirSync(import.meta.dirname).filter((entry) =>
    existsSync(join(import.meta.dirname, entry, 'main.ts')),
  );
  if (!name || !known.includes(name)) {
    process.stderr.write(`usage: pnpm bench NAME [--option value]\nbenchmarks: ${known.join(', ')}\n`);
    return 2;
  }
  const benchmark = (await import(`./${name}/main.ts`)) as Benchmark;
  const options = Object.fromEntries(
    Object.entries(benchmark.options).map(([option, { default: value }]) => [option, value]),
  );
  for (let index = 0; index < rest.length; index += 1) {
    const option = rest[index]!.replace(/^--/, '');
    // An option without a value is a switch.
    const isSwitch = rest[index + 1]?.startsWith('--') ?? true;
    const value = isSwitch ? 1 : Number(rest[++index]);
    if (!Object.hasOwn(options, option) || !Number.isFinite(value)) {
      const lines = Object.entries(benchmark.options).map(
        ([key, { default: standard, about }]) => `  --${key} N   ${about} (${standard})`,
      );
      process.stderr.write(`options of ${name}:\n${lines.join('\n')}\n`);
      return 2;
    }
    options[option] = value;
  }
  const { ok, figures } = await benchmark.run(options);
  process.stdout.write(`${JSON.stringify({ benchmark: name, ok, options, ...figures })}\n`);
  return ok ? 0 : 1;
}

// What a benchmark has started ends with it, also where somebody does not wait for the report.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
process.exitCode = await main();
