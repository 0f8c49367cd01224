import { type ChildProcess, fork } from 'node:child_process';

/** A process of the benchmark that is spoken to. */
export class Peer<Command extends object | string, Report extends object> {
  private readonly child: ChildProcess;
  private readonly waiting = new Set<(report: Report) => void>();

  constructor(
    file: string,
    options: { execArgv?: string[]; env?: Record<string, string>; silent?: boolean },
  ) {
    this.child = fork(file, {
      execArgv: options.execArgv ?? [],
      env: { ...process.env, ...options.env },
      stdio: options.silent
        ? ['ignore', 'ignore', 'inherit', 'ipc']
        : ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.child.on('message', (report) => {
      for (const hear of [...this.waiting]) hear(report as Report);
    });
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** The next report that fits. Rejects when it does not come in time, or the process ends. */
  hear<Wanted extends Report>(
    fits: (report: Report) => report is Wanted,
    timeoutMs = 60_000,
  ): Promise<Wanted> {
    return new Promise((resolve, reject) => {
      const settle = (act: () => void): void => {
        clearTimeout(timer);
        this.waiting.delete(hear);
        this.child.off('exit', left);
        act();
      };
      const hear = (report: Report): void => {
        if (fits(report)) settle(() => resolve(report));
      };
      const left = (): void => settle(() => reject(new Error('a process of the benchmark ended')));
      const timer = setTimeout(
        () => settle(() => reject(new Error('a process of the benchmark does not answer'))),
        timeoutMs,
      );
      this.waiting.add(hear);
      this.child.once('exit', left);
    });
  }

  tell(command: Command): void {
    this.child.send(command);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    const deadline = setTimeout(() => this.child.kill('SIGKILL'), 15_000);
    await ended;
    clearTimeout(deadline);
  }
}
