import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { crashPoints } from '@souk/shared/crash-points';

/**
 * Loaded into the processes of a shop under fault by `node --import`, and into no other. It kills its process at a named
 * crash point, or turns its clock, when a file in FAULT_DIR says so.
 */
const directory = process.env.FAULT_DIR!;
const name = process.env.FAULT_PROCESS!;

for (const [point, channel] of Object.entries(crashPoints)) {
  const order = join(directory, `${name}.${point}`);
  channel.subscribe(() => {
    if (!existsSync(order)) return;
    // Once for each file: the process that is started in its place lives on.
    rmSync(order);
    process.kill(process.pid, 'SIGKILL');
  });
}

const RealDate = Date;
let shiftMs = 0;
const clockFile = join(directory, `${name}.clock`);
setInterval(() => {
  shiftMs = existsSync(clockFile) ? Number(readFileSync(clockFile, 'utf8')) : 0;
}, 200).unref();

/** The clock that this process believes in. */
globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, newTarget) =>
    Reflect.construct(target, given.length === 0 ? [RealDate.now() + shiftMs] : given, newTarget),
  apply: () => new RealDate(RealDate.now() + shiftMs).toString(),
  get: (target, property, receiver) =>
    property === 'now' ? () => RealDate.now() + shiftMs : Reflect.get(target, property, receiver),
});
