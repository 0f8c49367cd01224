/** What the person who typed `npm start` sees while the parts come up. */
export interface Progress {
  /** Runs a part and shows when it is there, with the time it took. */
  during<Result>(label: string, work: () => Promise<Result>): Promise<Result>;
  /** Prints a line without tearing the display. */
  print(line: string): void;
  /** Removes the display; later parts are run unseen. */
  finish(): void;
}

const FRAMES = ['|', '/', '-', '\\'];

/** A line that is redrawn on a terminal; plain lines, one per finished part, everywhere else. */
export function createProgress(output: NodeJS.WriteStream): Progress {
  const running = new Set<string>();
  const startedAt = Date.now();
  const live = output.isTTY === true;
  let done = 0;
  let frame = 0;
  let finished = false;
  const timer = live ? setInterval(draw, 100) : undefined;
  timer?.unref();

  function clear(): void {
    if (live) output.write('\r\u001b[2K');
  }
  function draw(): void {
    if (finished || running.size === 0) return;
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(0);
    const head = `${FRAMES[frame++ % FRAMES.length]} ${seconds} s, ${done} ready, starting: `;
    const room = Math.max(10, (output.columns || 80) - head.length - 1);
    const names = [...running].join(', ');
    clear();
    output.write(head + (names.length > room ? `${names.slice(0, room - 1)}…` : names));
  }
  function print(line: string): void {
    clear();
    output.write(`${line}\n`);
    if (live) draw();
  }

  return {
    print,
    async during(label, work) {
      const began = Date.now();
      running.add(label);
      try {
        const result = await work();
        done += 1;
        running.delete(label);
        if (!finished) print(`  ok  ${label.padEnd(28)} ${((Date.now() - began) / 1000).toFixed(1)} s`);
        return result;
      } finally {
        running.delete(label);
      }
    },
    finish() {
      finished = true;
      clearInterval(timer);
      clear();
    },
  };
}
