import { setTimeout as delay } from 'node:timers/promises';
import type { SoukLog } from './log.ts';
import { StartError } from './ports.ts';

/** A started process, however it was started. */
export interface Running {
  readonly pid: number;
  /** Resolves with the reason once it has gone. */
  readonly exited: Promise<string>;
  /** Asks it to drain and go. */
  end(): void;
  kill(signal: NodeJS.Signals): void;
}

export interface ProcessSpec {
  readonly name: string;
  /** Others need it while they drain, so it is ended last; the highest number goes last of all. */
  readonly endsAfter?: number;
  launch(): Promise<Running> | Running;
  /** True once it does its work. Called until then. */
  isReady(): Promise<boolean>;
}

/**
 * starting -> ready -> waiting (it ended on its own; a pause that doubles) -> starting ...
 * Any state -> stopped, when the system is ended.
 */
export type ProcessState = 'starting' | 'ready' | 'waiting' | 'stopped';

export interface ProcessStatus {
  readonly name: string;
  readonly state: ProcessState;
  /** Undefined while there is no process. */
  readonly pid: number | undefined;
  /** How often it ended on its own and was started again. */
  readonly restarts: number;
}

export interface Supervisor {
  /** Starts a process and keeps it running. Resolves when it is ready for the first time, throws a StartError if it keeps ending. */
  start(spec: ProcessSpec): Promise<void>;
  status(): ProcessStatus[];
  /** Sends a signal to a process by its name; throws when it has no process right now. */
  kill(name: string, signal: NodeJS.Signals): void;
  /** Resolves when the named process is ready, throws after `timeoutMs`. */
  whenReady(name: string, timeoutMs: number): Promise<void>;
  /** Lets everything drain and ends it, within `timeoutMs`. */
  stop(timeoutMs?: number): Promise<void>;
  /** Kills everything at once. */
  killAll(): void;
}

interface Entry {
  readonly spec: ProcessSpec;
  state: ProcessState;
  running: Running | undefined;
  restarts: number;
  /** Ends in a row without having been ready for a while. */
  failures: number;
  lastReason: string;
}

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;
const STEADY_MS = 5_000;
const FAILURES_OF_A_LOOP = 4;
const READY_TIMEOUT_MS = 90_000;
const READY_POLL_MS = 100;
/** What those that end later keep of the time to stop. */
const RESERVED_MS = 800;

/** Keeps processes running. `onChange` is called whenever a process came or went. */
export function createSupervisor(deps: {
  log: SoukLog;
  onChange?: (statuses: ProcessStatus[]) => void;
}): Supervisor {
  const { log } = deps;
  const entries = new Map<string, Entry>();
  const stopping = new AbortController();

  const status = (): ProcessStatus[] =>
    [...entries.values()].map(({ spec, state, running, restarts }) => ({
      name: spec.name,
      state,
      pid: running?.pid,
      restarts,
    }));
  const changed = (): void => deps.onChange?.(status());

  async function runOnce(entry: Entry): Promise<string> {
    entry.state = 'starting';
    const startedAt = Date.now();
    try {
      const running = await entry.spec.launch();
      entry.running = running;
      // A stop that came while it was launched has not seen it.
      if (stopping.signal.aborted) running.kill('SIGKILL');
      changed();
      void watchReadiness(entry, running);
      const reason = await running.exited;
      if (wasReady(entry) && Date.now() - startedAt > STEADY_MS) entry.failures = 0;
      return reason;
    } catch (error) {
      return (error as Error).message;
    } finally {
      entry.running = undefined;
    }
  }

  // Set by watchReadiness meanwhile, which the compiler cannot see.
  const wasReady = ({ state }: Entry): boolean => state === 'ready';

  async function watchReadiness(entry: Entry, running: Running): Promise<void> {
    const deadline = Date.now() + READY_TIMEOUT_MS;
    while (entry.running === running && !stopping.signal.aborted) {
      if (await entry.spec.isReady().catch(() => false)) {
        if (entry.running !== running) return;
        entry.state = 'ready';
        if (entry.restarts > 0) log.say('info', `${entry.spec.name} is ready again`);
        return;
      }
      if (Date.now() > deadline) {
        log.say(
          'error',
          `${entry.spec.name} was not ready after ${READY_TIMEOUT_MS / 1000} s and is started anew`,
        );
        running.kill('SIGKILL');
        return;
      }
      await delay(READY_POLL_MS);
    }
  }

  async function keepRunning(entry: Entry): Promise<void> {
    const { name } = entry.spec;
    while (!stopping.signal.aborted) {
      const ending = await runOnce(entry);
      const error = lastError(log.tail(name));
      const reason = error ? `${ending}: ${error}` : ending;
      entry.lastReason = reason;
      if (stopping.signal.aborted) break;
      entry.state = 'waiting';
      entry.failures += 1;
      entry.restarts += 1;
      changed();
      const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (entry.failures - 1), LONGEST_PAUSE_MS);
      if (entry.failures === FAILURES_OF_A_LOOP) {
        log.say('error', `${name} keeps ending (${reason}). Its last lines:\n${log.tail(name).join('\n')}`);
      }
      log.say(
        'warn',
        `${name} ended (${reason}) and is started again in ${pauseMs / 1000} s (restart ${entry.restarts})`,
      );
      await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
    entry.state = 'stopped';
  }

  async function waitFor(entry: Entry, timeoutMs: number, until: () => boolean): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (!until()) {
      if (stopping.signal.aborted) throw new StartError('Souk is ending.');
      if (Date.now() > deadline)
        throw new StartError(`${entry.spec.name} is not ready after ${timeoutMs / 1000} s.`);
      await delay(20);
    }
  }

  function find(name: string): Entry {
    const entry = entries.get(name);
    if (!entry) throw new Error(`There is no process "${name}"; there are ${[...entries.keys()].join(', ')}`);
    return entry;
  }

  async function end(ending: Entry[], timeoutMs: number): Promise<void> {
    const gone = Promise.all(ending.map((entry) => entry.running?.exited));
    for (const entry of ending) entry.running?.end();
    const inTime = await Promise.race([gone.then(() => true), delay(timeoutMs, false, { ref: false })]);
    if (inTime) return;
    for (const { spec, running } of ending) {
      if (!running) continue;
      log.say('warn', `${spec.name} did not drain within ${timeoutMs / 1000} s and is killed`);
      running.kill('SIGKILL');
    }
    await Promise.race([gone, delay(500)]);
  }

  return {
    status,
    async start(spec) {
      const entry: Entry = {
        spec,
        state: 'starting',
        running: undefined,
        restarts: 0,
        failures: 0,
        lastReason: '',
      };
      entries.set(spec.name, entry);
      void keepRunning(entry);
      await waitFor(
        entry,
        READY_TIMEOUT_MS,
        () => entry.state === 'ready' || entry.failures >= FAILURES_OF_A_LOOP,
      );
      if (entry.state === 'ready') return;
      const lines = log.tail(spec.name);
      const said = lines.length > 0 ? ` Its last lines:\n${lines.join('\n')}` : '';
      throw new StartError(`${spec.name} does not start (${entry.lastReason}).${said}`);
    },
    kill(name, signal) {
      const { running } = find(name);
      if (!running) throw new Error(`${name} has no process right now`);
      running.kill(signal);
    },
    async whenReady(name, timeoutMs) {
      const entry = find(name);
      await waitFor(entry, timeoutMs, () => entry.state === 'ready');
    },
    async stop(timeoutMs = 4_500) {
      stopping.abort();
      const order = Map.groupBy(entries.values(), (entry) => entry.spec.endsAfter ?? 0);
      const waves = [...order.keys()].toSorted((a, b) => a - b);
      const deadline = Date.now() + timeoutMs;
      for (const [index, wave] of waves.entries()) {
        const reservedMs = (waves.length - 1 - index) * RESERVED_MS;
        await end(order.get(wave)!, Math.max(RESERVED_MS, deadline - Date.now() - reservedMs));
      }
    },
    killAll() {
      stopping.abort();
      for (const entry of entries.values()) entry.running?.kill('SIGKILL');
    },
  };
}

/** The line that most likely says why a process ended, out of its last ones. */
function lastError(lines: readonly string[]): string | undefined {
  const line = lines.findLast(
    (text) => /(^|\w)(Error|Exception)\b.*:|cannot|EADDRINUSE|ENOSPC/i.test(text) && !/^\s+at /.test(text),
  );
  return line?.trim().replace(/\n.*/s, '').slice(0, 200);
}
