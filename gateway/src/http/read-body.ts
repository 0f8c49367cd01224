import type { IncomingMessage } from 'node:http';
import { MIMEType } from 'node:util';
import { GraphQLError } from 'graphql';

/**
 * Reads a JSON body. Throws GraphQL errors that carry the HTTP status: 415 unless it is `application/json` in UTF-8
 * (which a page of another origin cannot send without a preflight), 413 over the limit, 400 when it is not JSON.
 */
export async function readJsonBody(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  assertJson(request.headers['content-type']);
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const bytes = await readBytes(request, maxBytes);
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw badRequest(400, 'The body is not JSON');
  }
}

/** By events: an iterator over the stream costs as much as the rest of reading a body. */
function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const onData = (chunk: Buffer): void => {
      size += chunk.length;
      if (size <= maxBytes) {
        chunks.push(chunk);
        return;
      }
      // What is left unread ends with the connection, once it is answered.
      request.off('data', onData).pause();
      reject(tooLarge(maxBytes));
    };
    request.on('data', onData);
    request.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    request.on('error', reject);
    request.on('close', () => {
      // Every request closes, and an error with its stack is dear.
      if (!request.readableEnded) reject(badRequest(400, 'The request ended before its body'));
    });
  });
}

function assertJson(contentType: string | undefined): void {
  if (contentType === 'application/json') return;
  let type: MIMEType;
  try {
    type = new MIMEType(contentType ?? '');
  } catch {
    throw badRequest(415, 'The content-type must be application/json');
  }
  const charset = type.params.get('charset')?.toLowerCase() ?? 'utf-8';
  if (type.essence !== 'application/json' || charset !== 'utf-8') {
    throw badRequest(415, 'The content-type must be application/json in UTF-8');
  }
}

function tooLarge(maxBytes: number): GraphQLError {
  return badRequest(413, `The body is larger than ${maxBytes} bytes`);
}

/** A fault of the HTTP request itself. */
export function badRequest(status: number, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status } } });
}
