import type { S3Client } from '@aws-sdk/client-s3';
import { readText } from './read-text.ts';
import type { SupergraphSource } from './supergraph-source.ts';

/**
 * An object in S3, read when its ETag has changed. Region, credentials and endpoint come to the client from where every
 * AWS client has them (`AWS_REGION`, roles, `AWS_ENDPOINT_URL_S3`). The client is loaded when first used.
 */
export class S3Source implements SupergraphSource {
  readonly name: string;
  readonly isRemote = true;
  private readonly location: { readonly bucket: string; readonly key: string };
  private readonly maxBytes: number;
  private client: S3Client | undefined;
  private etag: string | undefined;

  constructor(location: { bucket: string; key: string }, maxBytes: number) {
    this.name = `s3://${location.bucket}/${location.key}`;
    this.location = location;
    this.maxBytes = maxBytes;
  }

  async read(signal: AbortSignal): Promise<string | undefined> {
    const { S3Client, GetObjectCommand } = await import('@aws-sdk/client-s3');
    // Names of buckets stand in the path, as every emulator and S3 itself understand it.
    this.client ??= new S3Client({ forcePathStyle: true, maxAttempts: 1 });
    const { bucket: Bucket, key: Key } = this.location;
    try {
      const object = await this.client.send(new GetObjectCommand({ Bucket, Key, IfNoneMatch: this.etag }), {
        abortSignal: signal,
      });
      if (object.Body === undefined) throw new Error('the object has no body');
      const text = await readText(object.Body as AsyncIterable<Uint8Array>, this.maxBytes);
      this.etag = object.ETag;
      return text;
    } catch (error) {
      if (statusOf(error) === 304) return undefined;
      throw error;
    }
  }
}

function statusOf(error: unknown): number | undefined {
  return (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
}
