import PostalMime, { type Attachment } from 'postal-mime';

export interface MailParts {
  readonly headers: { name: string; value: string }[];
  readonly attachments: { fileName: string; contentType: string; sizeBytes: number }[];
}

/** Headers in the order of arrival, with repeats, and what is attached. */
export async function readMailParts(raw: Uint8Array): Promise<MailParts> {
  const mail = await PostalMime.parse(raw);
  return {
    headers: mail.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    attachments: mail.attachments.map((attachment) => ({
      fileName: attachment.filename ?? 'unnamed',
      contentType: attachment.mimeType,
      sizeBytes: contentOf(attachment).byteLength,
    })),
  };
}

/** The mail's HTML with `cid:` pictures put in place, ready for a sandboxed frame. */
export async function readMailHtml(raw: Uint8Array): Promise<string | undefined> {
  const mail = await PostalMime.parse(raw);
  return mail.html?.replaceAll(/cid:([^"'\s)>]+)/g, (link, id: string) => {
    const picture = mail.attachments.find(
      (attachment) => attachment.contentId === `<${decodeURIComponent(id)}>`,
    );
    return picture ? `data:${picture.mimeType};base64,${contentOf(picture).toString('base64')}` : link;
  });
}

/** An attachment by its place in `readMailParts`. */
export async function readAttachment(
  raw: Uint8Array,
  index: number,
): Promise<{ fileName: string; content: Buffer } | undefined> {
  const attachment = (await PostalMime.parse(raw)).attachments[index];
  return attachment && { fileName: attachment.filename ?? 'unnamed', content: contentOf(attachment) };
}

function contentOf(attachment: Attachment): Buffer {
  const { content } = attachment;
  return typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as ArrayBuffer);
}
