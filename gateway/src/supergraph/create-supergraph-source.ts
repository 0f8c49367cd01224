import { FileSource } from './file-source.ts';
import { S3Source } from './s3-source.ts';
import type { SupergraphSource } from './supergraph-source.ts';
import { UrlSource } from './url-source.ts';

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
