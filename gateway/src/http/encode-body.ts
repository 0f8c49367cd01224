/** Longer bodies are not worth holding on to. */
const maxKeptBytes = 1024 * 1024;

let last: { readonly text: string; readonly bytes: Buffer } | undefined;

/** The bytes of a body. Those who shared one answer send it one after the other: its text is encoded once for all of them. */
export function encodeBody(text: string): Buffer {
  if (last?.text === text) return last.bytes;
  const bytes = Buffer.from(text);
  last = bytes.length <= maxKeptBytes ? { text, bytes } : undefined;
  return bytes;
}
