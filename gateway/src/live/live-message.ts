import type { Writable } from 'node:stream';

/** Above this an event's bytes are written from one buffer to all readers instead of being copied for each. */
const copiedBytes = 8 * 1024;

interface Template {
  readonly frame: Buffer;
  readonly idAt: number;
}

/**
 * One answer on its way to any number of readers. Its text is made once, and so are its bytes: a WebSocket frame
 * differs from reader to reader in the id of the operation alone.
 */
export class LiveMessage {
  /** A GraphQL result as JSON. */
  readonly text: string;
  /** Frames made so far, by the length of the id in them. */
  private templates: Map<number, Template> | undefined;
  private chunks: Map<string, Buffer> | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** Writes a `next` message as one text frame. `idText` is the operation's id as JSON. */
  writeFrame(socket: Writable, idText: string): void {
    const idBytes = Buffer.byteLength(idText);
    let template = this.templates?.get(idBytes);
    if (!template) {
      template = this.createTemplate(idText);
      this.templates ??= new Map();
      this.templates.set(idBytes, template);
      socket.write(template.frame);
      return;
    }
    const { frame, idAt } = template;
    const end = frame.length <= copiedBytes ? frame.length : idAt + idBytes;
    const own = Buffer.allocUnsafe(end);
    frame.copy(own, 0, 0, end);
    own.write(idText, idAt);
    if (end === frame.length) {
      socket.write(own);
      return;
    }
    socket.cork();
    socket.write(own);
    socket.write(frame.subarray(end));
    socket.uncork();
  }

  /** Its bytes in another format, made once. */
  chunk(format: { readonly name: string; readonly event: (text: string) => string }): Buffer {
    this.chunks ??= new Map();
    let chunk = this.chunks.get(format.name);
    if (!chunk) {
      chunk = Buffer.from(format.event(this.text));
      this.chunks.set(format.name, chunk);
    }
    return chunk;
  }

  private createTemplate(idText: string): Template {
    const body = `{"id":${idText},"type":"next","payload":${this.text}}`;
    const length = Buffer.byteLength(body);
    const header = textFrameHeader(length);
    const frame = Buffer.allocUnsafeSlow(header.length + length);
    header.copy(frame);
    frame.write(body, header.length);
    return { frame, idAt: header.length + '{"id":'.length };
  }
}

/** Header of a final, unmasked text frame (RFC 6455, section 5.2). */
function textFrameHeader(length: number): Buffer {
  const finalText = 0x81;
  if (length < 126) return Buffer.from([finalText, length]);
  if (length < 65_536) {
    const header = Buffer.from([finalText, 126, 0, 0]);
    header.writeUInt16BE(length, 2);
    return header;
  }
  const header = Buffer.alloc(10);
  header[0] = finalText;
  header[1] = 127;
  header.writeBigUInt64BE(BigInt(length), 2);
  return header;
}
