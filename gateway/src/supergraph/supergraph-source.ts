/** Where the supergraph comes from. */
export interface SupergraphSource {
  /** For logs and messages; holds no credentials. */
  readonly name: string;
  /** A source on a network may be away for a while, also when the gateway starts; a file that is missing stays so. */
  readonly isRemote: boolean;
  /** The SDL, or undefined when it has not changed since the last call. Rejects when it cannot be read. */
  read(signal: AbortSignal): Promise<string | undefined>;
}
