import type { ApolloServer } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import type { ContextDeps, OperationContext } from '../http/request-context.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Admission } from '../security/admission.ts';
import type { OperationGate } from '../security/operation-limits.ts';
import type { TrustedDocuments } from '../security/trusted-documents.ts';
import type { SupergraphHost } from '../supergraph/supergraph-host.ts';
import type { Deadlines } from './deadlines.ts';
import type { LiveReader } from './live-subscription.ts';
import type { StreamHub } from './stream-hub.ts';
import type { UsageCount } from './usage-count.ts';
import type { DocumentValidator } from './validate-document.ts';

export interface LiveDeps {
  readonly apollo: ApolloServer<OperationContext>;
  readonly host: SupergraphHost;
  readonly gate: OperationGate;
  readonly admission: Admission;
  readonly trusted: TrustedDocuments;
  readonly streams: StreamHub;
  readonly validator: DocumentValidator;
  readonly deadlines: Deadlines;
  /** Subscriptions of each viewer. */
  readonly viewerUsage: UsageCount;
  readonly contextDeps: ContextDeps;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly isProduction: boolean;
}

/** Where the answers of one operation go. */
export interface LiveSink extends Pick<LiveReader, 'next' | 'isBehind' | 'completed' | 'overflowed'> {
  /** The operation was refused, or cannot go on. Nothing follows. `status` is what HTTP calls it. */
  refused(errors: readonly GraphQLFormattedError[], status: number): void;
}

/** An operation under way. Both methods may be called when it is over. */
export interface RunningOperation {
  stop(): void;
  /** To be called when a reader that was behind has read what it had. */
  catchUp(): void;
}
