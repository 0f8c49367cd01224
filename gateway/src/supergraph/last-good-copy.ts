import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';

/** A copy of the last supergraph that was taken into use, to start from when its source is away. */
export class LastGoodCopy {
  readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  /** The copy, or undefined when there is none. */
  async read(): Promise<string | undefined> {
    try {
      return await readFile(this.file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** Replaces the copy at once or not at all. */
  async write(sdl: string): Promise<void> {
    const draft = `${this.file}.${randomUUID()}`;
    try {
      await writeFile(draft, sdl);
      await rename(draft, this.file);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }
}
