import { ApiError } from '@/lib/api/api-error.ts';
import { loadInvoiceFile } from '@/lib/api/orders.ts';
import { log } from '@/lib/log.ts';

const plain = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };

/** The PDF behind a signed link, for whoever has the link while it is good. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  try {
    const file = await loadInvoiceFile((await params).token);
    if (!file) {
      return new Response('This link has ended. Please open the document from your order again.', {
        status: 404,
        headers: plain,
      });
    }
    return new Response(Buffer.from(file.contentBase64, 'base64'), {
      headers: {
        'content-type': file.mediaType,
        'content-disposition': `inline; filename="${file.fileName.replace(/[^\w.-]/g, '_')}"`,
        'cache-control': 'private, no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      },
    });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    log('warn', 'invoice not loaded', { error });
    return new Response('The shop did not answer. Please try again.', { status: 503, headers: plain });
  }
}
