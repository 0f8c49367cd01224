type Level = 'info' | 'warn' | 'error';

/** Writes one JSON line to the server's log; the error's stack and cause are kept. */
export function log(level: Level, message: string, fields: Record<string, unknown> = {}): void {
  const { error, ...rest } = fields;
  const entry = {
    time: new Date().toISOString(),
    level,
    service: 'web',
    message,
    ...rest,
    ...describe(error),
  };
  process.stderr.write(`${JSON.stringify(entry)}\n`);
}

function describe(error: unknown): Record<string, unknown> {
  if (error === undefined) return {};
  if (!(error instanceof Error)) return { error: String(error) };
  return { error: error.message, stack: error.stack, ...(error.cause ? { cause: String(error.cause) } : {}) };
}
