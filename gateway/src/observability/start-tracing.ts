import type { Logger } from 'pino';
import { z } from 'zod';
import type { Tracing } from './tracing.ts';

const count = z.coerce.number().int().min(1);

/**
 * What of OpenTelemetry's own environment the gateway reads. The exporter reads the rest of its `OTEL_EXPORTER_OTLP_*`
 * itself: headers, timeout, compression, certificates.
 */
export const tracingSettings = {
  OTEL_SDK_DISABLED: z.string().optional(),
  OTEL_SERVICE_NAME: z.string().default('gateway'),
  OTEL_TRACES_EXPORTER: z.enum(['otlp', 'none']).default('otlp'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_TRACES_SAMPLER: z
    .enum([
      'always_on',
      'always_off',
      'traceidratio',
      'parentbased_always_on',
      'parentbased_always_off',
      'parentbased_traceidratio',
    ])
    .default('parentbased_always_on'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  OTEL_BSP_SCHEDULE_DELAY: count.default(5_000),
  OTEL_BSP_EXPORT_TIMEOUT: count.default(10_000),
  OTEL_BSP_MAX_QUEUE_SIZE: count.default(4_096),
  OTEL_BSP_MAX_EXPORT_BATCH_SIZE: count.default(512),
} as const;

export type TracingSettings = z.infer<z.ZodObject<typeof tracingSettings>>;

/** Where spans go: the address of OTLP over HTTP, or undefined when tracing is off. */
export function tracesUrl(settings: TracingSettings): string | undefined {
  const { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: own, OTEL_EXPORTER_OTLP_ENDPOINT: base } = settings;
  if (settings.OTEL_SDK_DISABLED?.toLowerCase() === 'true' || settings.OTEL_TRACES_EXPORTER === 'none') {
    return undefined;
  }
  // The specification: an endpoint for one signal is used as it is, the one for all gets the signal's path.
  return own ?? (base === undefined ? undefined : `${base.replace(/\/$/, '')}/v1/traces`);
}

/** Starts tracing where the environment names a place for spans. Otherwise nothing of the SDK is even loaded. */
export async function startTracing(settings: TracingSettings, logger: Logger): Promise<Tracing | undefined> {
  const url = tracesUrl(settings);
  if (url === undefined) return undefined;
  const { createTracing } = await import('./create-tracing.ts');
  return createTracing(url, settings, logger);
}
