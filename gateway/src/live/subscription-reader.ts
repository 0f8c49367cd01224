import type { GraphQLError } from 'graphql';
import type { RequestOrigin } from '../http/request-context.ts';
import { isAuthenticated, type Viewer } from '../security/viewer.ts';
import { formatErrors, statusOf } from './live-answer.ts';
import type { LiveMessage } from './live-message.ts';
import type { LiveReader, LiveSubscription } from './live-subscription.ts';
import type { LiveDeps, LiveSink, RunningOperation } from './running-operation.ts';

/** One reader of a stream, counted as long as it is one. */
export class SubscriptionReader implements LiveReader, RunningOperation {
  subscription: LiveSubscription | undefined;
  private readonly deps: LiveDeps;
  private readonly sink: LiveSink;
  private readonly usageKey: string;
  private isOpen = true;

  constructor(deps: LiveDeps, sink: LiveSink, usageKey: string) {
    this.deps = deps;
    this.sink = sink;
    this.usageKey = usageKey;
    deps.metrics.openSubscriptions.inc();
  }

  next(message: LiveMessage): void {
    this.sink.next(message);
  }

  isBehind(): boolean {
    return this.sink.isBehind();
  }

  refused(errors: readonly GraphQLError[]): void {
    if (this.end()) this.sink.refused(formatErrors(this.deps, errors), statusOf(errors));
  }

  completed(): void {
    if (this.end()) this.sink.completed();
  }

  overflowed(): void {
    if (this.end()) this.sink.overflowed();
  }

  stop(): void {
    this.end();
    this.subscription?.stop();
  }

  catchUp(): void {
    if (this.isOpen) this.subscription?.catchUp();
  }

  private end(): boolean {
    if (!this.isOpen) return false;
    this.isOpen = false;
    this.deps.metrics.openSubscriptions.dec();
    this.deps.viewerUsage.give(this.usageKey);
    return true;
  }
}

/** Under which a viewer's subscriptions are counted: whoever has not signed in by address. */
export function viewerKey(viewer: Viewer, origin: RequestOrigin): string {
  return isAuthenticated(viewer)
    ? `${viewer.kind} ${viewer.subject}`
    : `at ${origin.passedHeaders['x-forwarded-for'] ?? ''}`;
}
