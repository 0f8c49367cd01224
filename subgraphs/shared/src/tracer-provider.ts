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
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Logger } from './logger.ts';

/** OpenTelemetry's SDK: spans are sampled, gathered, and sent to `url` as OTLP. */
export function createTracerProvider(options: {
  readonly url: string;
  readonly serviceName: string;
  readonly ratio: number;
  readonly delayMs: number;
  readonly logger: Logger;
}): TracerProvider {
  // The SDK's own complaints, such as a collector that is away; spans are then dropped and nothing else suffers.
  const complain = (reason: string): void => options.logger.warn({ reason }, 'tracing');
  diag.setLogger(
    { error: complain, warn: complain, info: () => {}, debug: () => {}, verbose: () => {} },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
  const detected = detectResources({ detectors: [serviceInstanceIdDetector, resourceAttributesEnvDetector] });
  return new TracerProvider({
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(options.ratio) }),
    resource: defaultResource()
      .merge(detected)
      .merge(resourceFromAttributes({ 'service.name': options.serviceName })),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: new OTLPTraceExporter({ url: options.url }),
        scheduledDelayMillis: options.delayMs,
        exportTimeoutMillis: 10_000,
      }),
    ],
  });
}
