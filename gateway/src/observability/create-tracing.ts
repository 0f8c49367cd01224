import { DiagLogLevel, diag } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import {
  defaultResource,
  detectResources,
  resourceAttributesEnvDetector,
  resourceFromAttributes,
  serviceInstanceIdDetector,
} from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Logger } from 'pino';
import type { TracingSettings } from './start-tracing.ts';
import { Tracing } from './tracing.ts';

/** Tracing with OpenTelemetry's SDK: spans are sampled, gathered, and sent to `url` as OTLP. */
export function createTracing(url: string, settings: TracingSettings, logger: Logger): Tracing {
  // The SDK's own complaints, such as a collector that is away; spans are then dropped and nothing else suffers.
  const complain = (reason: string): void => logger.warn({ reason, url }, 'tracing');
  diag.setLogger(
    { error: complain, warn: complain, info: () => {}, debug: () => {}, verbose: () => {} },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
  const detected = detectResources({ detectors: [serviceInstanceIdDetector, resourceAttributesEnvDetector] });
  const provider = new TracerProvider({
    sampler: createSampler(settings),
    resource: defaultResource()
      .merge(detected)
      .merge(resourceFromAttributes({ 'service.name': settings.OTEL_SERVICE_NAME })),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: new OTLPTraceExporter({ url }),
        scheduledDelayMillis: settings.OTEL_BSP_SCHEDULE_DELAY,
        exportTimeoutMillis: settings.OTEL_BSP_EXPORT_TIMEOUT,
        maxQueueSize: settings.OTEL_BSP_MAX_QUEUE_SIZE,
        maxExportBatchSize: settings.OTEL_BSP_MAX_EXPORT_BATCH_SIZE,
      }),
    ],
  });
  return new Tracing(provider.getTracer('gateway'), () => provider.shutdown());
}

function createSampler({
  OTEL_TRACES_SAMPLER: name,
  OTEL_TRACES_SAMPLER_ARG: ratio,
}: TracingSettings): Sampler {
  const root = name.endsWith('always_on')
    ? new AlwaysOnSampler()
    : name.endsWith('always_off')
      ? new AlwaysOffSampler()
      : new TraceIdRatioBasedSampler(ratio);
  return name.startsWith('parentbased_') ? new ParentBasedSampler({ root }) : root;
}
