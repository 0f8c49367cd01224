import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** Linux counts CPU time in ticks of 10 ms. */
const tickMs = 10;

export type CpuUse = {
  /** CPU milliseconds per process name. */
  readonly processes: Readonly<Record<string, number>>;
  /** Share of the machine's CPU time that its host gave to others, percent. Above 10 a run is not worth much. */
  readonly stealPercent: number;
  readonly elapsedMs: number;
};

/**
 * Watches the CPU time of processes from now on, children included (PostgreSQL works in children), and of this process
 * without its children as `load`. Linux only; elsewhere the figures of others are empty.
 *
 * @param pids process ids by name; a process that was restarted meanwhile counts from its restart
 */
export function watchCpu(pids: () => Readonly<Record<string, number>>): () => CpuUse {
  const startedAt = performance.now();
  const ownAtStart = process.cpuUsage();
  const atStart = { machine: machineTicks(), processes: new Map(Object.entries(usedByName(pids()))) };
  return () => {
    const now = usedByName(pids());
    const machine = machineTicks();
    const total = machine.total - atStart.machine.total;
    const own = process.cpuUsage(ownAtStart);
    const others = Object.entries(now).map(([name, ticks]) => {
      const before = atStart.processes.get(name) ?? 0;
      return [name, (ticks >= before ? ticks - before : ticks) * tickMs] as const;
    });
    return {
      processes: { load: Math.round((own.user + own.system) / 1000), ...Object.fromEntries(others) },
      stealPercent: total > 0 ? Math.round((1000 * (machine.steal - atStart.machine.steal)) / total) / 10 : 0,
      elapsedMs: performance.now() - startedAt,
    };
  };
}

/** The machine in a line, for reports. */
export function machineLine(): string {
  return `${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), Node ${process.version}, ${process.platform}`;
}

/** What a process and all below it hold of memory, in MiB. Linux only; elsewhere 0. */
export function memoryMiB(pid: number): number {
  const children = childrenByParent();
  const residentOf = (one: number): number =>
    residentKiB(one) + (children.get(one) ?? []).reduce((sum, child) => sum + residentOf(child), 0);
  return Math.round(residentOf(pid) / 1024);
}

function residentKiB(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

function usedByName(pids: Readonly<Record<string, number>>): Record<string, number> {
  const children = childrenByParent();
  const ticksOf = (pid: number): number =>
    ownTicks(pid) + (children.get(pid) ?? []).reduce((sum, child) => sum + ticksOf(child), 0);
  return Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, ticksOf(pid)]));
}

function childrenByParent(): Map<number, number[]> {
  const children = new Map<number, number[]>();
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry);
    const parent = Number.isInteger(pid) ? statFields(pid)?.[1] : undefined;
    if (parent === undefined) continue;
    children.set(Number(parent), [...(children.get(Number(parent)) ?? []), pid]);
  }
  return children;
}

/** User and system time of a process, and of its children that have ended. */
function ownTicks(pid: number): number {
  const fields = statFields(pid);
  return fields ? fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0) : 0;
}

/** Fields of /proc/PID/stat from `state` on; the name before them may hold spaces and brackets. */
function statFields(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

function machineTicks(): { total: number; steal: number } {
  try {
    const fields = readFileSync('/proc/stat', 'utf8')
      .split('\n', 1)[0]!
      .trim()
      .split(/\s+/)
      .slice(1, 9)
      .map(Number);
    return { total: fields.reduce((sum, field) => sum + field, 0), steal: fields[7] ?? 0 };
  } catch {
    return { total: 0, steal: 0 };
  }
}
