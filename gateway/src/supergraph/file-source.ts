import { createReadStream } from 'node:fs';
import { readText } from './read-text.ts';
import type { SupergraphSource } from './supergraph-source.ts';

/** A file. A change counts once two looks in a row saw the same text, so that a file half written is not taken. */
export class FileSource implements SupergraphSource {
  readonly name: string;
  readonly isRemote = false;
  private readonly file: string;
  private readonly maxBytes: number;
  private given: string | undefined;
  private seen: string | undefined;

  constructor(file: string, maxBytes: number) {
    this.name = file;
    this.file = file;
    this.maxBytes = maxBytes;
  }

  async read(signal: AbortSignal): Promise<string | undefined> {
    const text = await readText(createReadStream(this.file, { signal }), this.maxBytes);
    const isSettled = text === this.seen || this.given === undefined;
    this.seen = text;
    if (!isSettled || text === this.given) return undefined;
    this.given = text;
    return text;
  }
}
