import { anonymousViewer, type Viewer } from '../security/viewer.ts';
import { UpstreamConnection, type UpstreamDeps } from './upstream-connection.ts';
import type { UpstreamSubscription } from './upstream-subscription.ts';

/** Subscriptions that share one connection, so that no connection is everybody's. */
const maxPerConnection = 1_000;
const checkIntervalMs = 15_000;

interface Link {
  readonly subgraph: { name: string; url: string };
  /** Connections that carry subscriptions of any viewer. */
  readonly common: Set<UpstreamConnection>;
  readonly byViewer: Map<string, UpstreamConnection>;
  /** The subgraph knows a viewer from the connection only. */
  viewersApart: boolean;
}

/**
 * Subscriptions to subgraphs over graphql-ws. A subgraph that answers `connection_init` with
 * `{"viewerPerOperation": true}` gets the viewers' subscriptions over common connections, opened as anonymous, and the
 * viewer token of each in `extensions.viewerToken`; any other gets a connection for each viewer. One that promises
 * this and does not keep it sees anonymous viewers: nobody reads what is another's.
 */
export class UpstreamHub {
  private readonly deps: UpstreamDeps;
  private readonly links = new Map<string, Link>();
  private readonly checking: NodeJS.Timeout;

  constructor(deps: UpstreamDeps) {
    this.deps = deps;
    this.checking = setInterval(() => {
      for (const connection of this.connections()) connection.checkAlive();
    }, checkIntervalMs);
    this.checking.unref();
  }

  /** Starts a subscription; `UpstreamConnection.remove` of its place ends it. */
  subscribe(subgraph: { name: string; url: string }, subscription: UpstreamSubscription): void {
    const key = `${subgraph.name} ${subgraph.url}`;
    let link = this.links.get(key);
    if (!link) {
      link = { subgraph, common: new Set(), byViewer: new Map(), viewersApart: false };
      this.links.set(key, link);
    }
    const isStranger = link.viewersApart && subscription.viewer.identity !== anonymousViewer.identity;
    const connection = isStranger
      ? this.ownConnection(link, subscription.viewer)
      : this.commonConnection(link);
    connection.add(subscription);
  }

  /** Closes every connection. */
  stop(): void {
    clearInterval(this.checking);
    for (const connection of [...this.connections()]) connection.close();
  }

  private commonConnection(link: Link): UpstreamConnection {
    for (const connection of link.common) if (connection.size < maxPerConnection) return connection;
    const created: UpstreamConnection = new UpstreamConnection(this.deps, link.subgraph, anonymousViewer, {
      idle: () => link.common.delete(created),
      strangers: (subscriptions) => {
        link.viewersApart = true;
        for (const subscription of subscriptions) {
          this.ownConnection(link, subscription.viewer).add(subscription);
        }
      },
      welcome: () => {
        link.viewersApart = false;
      },
    });
    link.common.add(created);
    return created;
  }

  private ownConnection(link: Link, viewer: Viewer): UpstreamConnection {
    const known = link.byViewer.get(viewer.identity);
    if (known) return known;
    const created = new UpstreamConnection(this.deps, link.subgraph, viewer, {
      idle: () => link.byViewer.delete(viewer.identity),
      strangers: () => {},
      welcome: () => {},
    });
    link.byViewer.set(viewer.identity, created);
    return created;
  }

  private *connections(): Iterable<UpstreamConnection> {
    for (const { common, byViewer } of this.links.values()) {
      yield* common;
      yield* byViewer.values();
    }
  }
}
