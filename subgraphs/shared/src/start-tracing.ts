import { z } from 'zod';
import { ConfigError } from './config.ts';
import type { Logger } from './logger.ts';
import type { Stoppable } from './process.ts';
import { useTracer } from './tracing.ts';

const stopDeadlineMs = 2_000;
const milliseconds = z.coerce.number().int().min(1);

/**
 * OpenTelemetry's own variables. The exporter reads the rest of `OTEL_EXPORTER_OTLP_*` itself: headers, timeout,
 * compression, certificates. Whether an operation is traced is decided at the edge: here its decision is followed, and a
 * sampler set here is for what begins here, such as timers.
 */
const tracingSettings = z.object({
  OTEL_SDK_DISABLED: z.string().optional(),
  OTEL_SERVICE_NAME: z.string().optional(),
  OTEL_TRACES_EXPORTER: z.enum(['otlp', 'none']).default('otlp'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  OTEL_BSP_SCHEDULE_DELAY: milliseconds.default(5_000),
});

/**
 * Starts tracing where the environment names a place for spans. Otherwise nothing of the SDK is loaded.
 *
 * @throws ConfigError
 */
export async function startTracing(
  serviceName: string,
  environment: Readonly<Record<string, string | undefined>>,
  logger: Logger,
): Promise<Stoppable | undefined> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = tracingSettings.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'),
    );
  }
  const settings = parsed.data;
  const base = settings.OTEL_EXPORTER_OTLP_ENDPOINT?.replace(/\/$/, '');
  const url = settings.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? (base && `${base}/v1/traces`);
  const isOff =
    settings.OTEL_SDK_DISABLED?.toLowerCase() === 'true' || settings.OTEL_TRACES_EXPORTER === 'none';
  if (url === undefined || isOff) return undefined;
  const { createTracerProvider } = await import('./tracer-provider.ts');
  const provider = createTracerProvider({
    url,
    serviceName: settings.OTEL_SERVICE_NAME ?? serviceName,
    ratio: settings.OTEL_TRACES_SAMPLER_ARG,
    delayMs: settings.OTEL_BSP_SCHEDULE_DELAY,
    logger,
  });
  useTracer(provider.getTracer('souk'));
  return {
    name: 'tracing',
    stop: async () => {
      useTracer(undefined);
      let timer: NodeJS.Timeout | undefined;
      // A collector that is away does not hold up the end of the process for long.
      const deadline = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, stopDeadlineMs);
      });
      await Promise.race([provider.shutdown(), deadline]);
      clearTimeout(timer);
    },
  };
}
