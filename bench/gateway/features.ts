import { type Contender, soukContender } from './contenders.ts';
import { startSpanSink } from './span-sink.ts';

/** Our gateway with and without each feature that is on by default. */
export async function featureContenders(): Promise<{
  contenders: Contender[];
  stop: () => Promise<void>;
}> {
  const spans = await startSpanSink();
  const traced = (ratio: string): Record<string, string> => ({
    OTEL_EXPORTER_OTLP_ENDPOINT: spans.url,
    OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
    OTEL_TRACES_SAMPLER_ARG: ratio,
  });
  return {
    contenders: [
      soukContender(),
      soukContender({ METRICS: 'false' }, 'no metrics'),
      soukContender(traced('0.01'), 'traces of 1 %'),
      soukContender(traced('1'), 'traces of all'),
    ],
    stop: () => spans.stop(),
  };
}
