import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { freePorts, subgraphs } from '@souk/local/ports';
import { type Souk, startSouk } from '@souk/local/souk';
import { createLatencies, type Latencies } from '../measure/latency.ts';
import type { JournalEntry } from '../system/buyer.ts';
import { createGraphqlClient, type GraphqlClient } from '../system/graphql-client.ts';
import { createLoad, type Load } from '../system/load.ts';
import { stockUp } from '../system/stock-up.ts';
import { type AwsProxy, startAwsProxy } from './aws-proxy.ts';

/** A shop of its own under load, with everything in place to break it. */
export type FaultShop = {
  /** The running system; another after `restart`. */
  readonly souk: () => Souk;
  readonly client: GraphqlClient;
  readonly journal: JournalEntry[];
  readonly latencies: Latencies;
  readonly load: Load;
  readonly aws: AwsProxy;
  /** Writes, or with null removes, an order for the fault switch of a process: `committed`, `clock`, … */
  switchFault(process: string, fault: string, value: string): void;
  /** Removes an order for the fault switch. */
  clearFault(process: string, fault: string): void;
  /** Stops the system, changes what is on disk, and starts it again. */
  restart(whileStopped: (dataDir: string) => void): Promise<void>;
  close(): Promise<void>;
};

/** Tokens of a lively shop: most pay, some are declined, some answers of the provider come too late, some never pay. */
const paymentTokens = [
  ...Array<string>(16).fill('tok_success'),
  'tok_declined',
  'tok_insufficient_funds',
  'tok_timeout_then_success',
  'tok_requires_action',
] as const;

const faultSwitch = pathToFileURL(join(import.meta.dirname, 'fault-switch.ts')).href;

/** Starts it with the demonstration catalogue and enough stock. */
export async function startFaultShop(given: { checkoutsPerMinute: number }): Promise<FaultShop> {
  const dataDir = mkdtempSync(join(tmpdir(), 'souk-faults-'));
  const faultDir = mkdtempSync(join(tmpdir(), 'souk-fault-orders-'));
  const ports = await freePorts();
  const aws = await startAwsProxy(`http://127.0.0.1:${ports.aws}`);
  const start = (): Promise<Souk> =>
    startSouk({ dataDir, ports, without: ['web'], logLevel: 'warn', env: environment(faultDir, aws) });
  let souk = await start();
  const client = createGraphqlClient(souk.urls.gateway, 50, 10_000);
  const journal: JournalEntry[] = [];
  const latencies = createLatencies();
  const load = createLoad({
    client,
    latencies,
    journal,
    products: await stockUp(client, 100_000),
    kind: 'guest',
    paymentToken: () => paymentTokens[Math.floor(Math.random() * paymentTokens.length)]!,
    checkoutsPerMinute: given.checkoutsPerMinute,
    buyers: 50,
    ordersPerBuyer: 5,
  });
  return {
    ...{ souk: () => souk, client, journal, latencies, load, aws },
    switchFault: (process, fault, value) => writeFileSync(join(faultDir, `${process}.${fault}`), value),
    clearFault: (process, fault) => rmSync(join(faultDir, `${process}.${fault}`), { force: true }),
    async restart(whileStopped) {
      await souk.stop();
      whileStopped(dataDir);
      souk = await start();
    },
    async close() {
      await client.close();
      await souk.stop();
      await aws.close();
      for (const folder of [dataDir, faultDir]) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Every service gets a fault switch, and the workers reach SNS and SQS through the proxy. */
function environment(faultDir: string, aws: AwsProxy): Record<string, Record<string, string>> {
  const services = [...subgraphs.flatMap((name) => [name, `${name}-worker`]), 'sandbox'];
  return Object.fromEntries(
    services.map((name) => [
      name,
      {
        NODE_OPTIONS: `--import=${faultSwitch}`,
        FAULT_DIR: faultDir,
        FAULT_PROCESS: name,
        ...(name.endsWith('-worker')
          ? {
              AWS_ENDPOINT_URL: aws.url,
              SQS_QUEUE_URL: `${aws.url}/000000000000/souk-${name.replace('-worker', '')}`,
            }
          : {}),
      },
    ]),
  );
}
