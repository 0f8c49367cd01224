import { createHash, createHmac } from 'node:crypto';

export type AwsCredentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
};

/** A POST to the root of a service, with every header that is to be signed, `host` among them, in lower case. */
export type UnsignedPost = {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** Where a signature is good: the key made for it is kept, since it is the same all day. */
export type SigningScope = { readonly region: string; readonly service: string; key?: SigningKey };
type SigningKey = { readonly secret: string; readonly day: string; readonly bytes: Buffer };

/**
 * Signs a POST with AWS Signature Version 4 ("Create a signed AWS API request", IAM User Guide).
 *
 * @returns the headers to send
 */
export function signPost(
  post: UnsignedPost,
  scope: SigningScope,
  credentials: AwsCredentials,
  now: Date,
): Record<string, string> {
  const moment = now.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const headers: Record<string, string> = { ...post.headers, 'x-amz-date': moment };
  if (credentials.sessionToken) headers['x-amz-security-token'] = credentials.sessionToken;
  const names = Object.keys(headers).sort();
  const signed = names.join(';');
  const canonical = [
    'POST\n/\n',
    ...names.map((name) => `${name}:${headers[name]!.trim()}`),
    `\n${signed}\n${sha256(post.body)}`,
  ].join('\n');
  const day = moment.slice(0, 8);
  const scopeText = `${day}/${scope.region}/${scope.service}/aws4_request`;
  const signature = createHmac('sha256', signingKey(scope, credentials.secretAccessKey, day))
    .update(`AWS4-HMAC-SHA256\n${moment}\n${scopeText}\n${sha256(canonical)}`)
    .digest('hex');
  headers.authorization = `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scopeText}, SignedHeaders=${signed}, Signature=${signature}`;
  return headers;
}

function signingKey(scope: SigningScope, secret: string, day: string): Buffer {
  if (scope.key?.secret !== secret || scope.key.day !== day) {
    const bytes = [day, scope.region, scope.service, 'aws4_request'].reduce<Buffer>(
      (key, part) => createHmac('sha256', key).update(part).digest(),
      Buffer.from(`AWS4${secret}`),
    );
    scope.key = { secret, day, bytes };
  }
  return scope.key.bytes;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
