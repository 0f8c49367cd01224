import { FileSource } from './file-source.ts';
import { S3Source } from './s3-source.ts';
import { UrlSource } from './url-source.ts';

/** Where the supergraph comes from. */
export interface SupergraphSource {
  /** For logs and messages; holds no credentials. */
  readonly name: string;
  /** A source on a network may be away for a while, also when the gateway starts; a file that is missing stays so. */
  readonly isRemote: boolean;
  /** The SDL, or undefined when it has not changed since the last call. Rejects when it cannot be read. */
  read(signal: AbortSignal): Promise<string | undefined>;
}

export interface SourceSettings {
  readonly SUPERGRAPH_FILE: string;
  /** `http:`, `https:` or `s3://bucket/key`; goes before the file. */
  readonly SUPERGRAPH_URL?: string | undefined;
  /** Sent as a bearer token to an `http:` or `https:` URL. */
  readonly SUPERGRAPH_URL_TOKEN?: string | undefined;
  readonly MAX_SUPERGRAPH_BYTES: number;
}

/** The source that the settings name. */
export function createSupergraphSource(settings: SourceSettings): SupergraphSource {
  const maxBytes = settings.MAX_SUPERGRAPH_BYTES;
  if (settings.SUPERGRAPH_URL === undefined) return new FileSource(settings.SUPERGRAPH_FILE, maxBytes);
  const url = new URL(settings.SUPERGRAPH_URL);
  if (url.protocol === 's3:') {
    return new S3Source({ bucket: url.hostname, key: url.pathname.slice(1) }, maxBytes);
  }
  return new UrlSource(url, settings.SUPERGRAPH_URL_TOKEN, maxBytes);
}
