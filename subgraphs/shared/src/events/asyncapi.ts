import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { consumers, ownerOf } from '../topology.ts';
import { catalogue, type EventType } from './catalogue.ts';

/**
 * The reference of all events as an AsyncAPI 3.0 document, made from the event files and the topology.
 * `node subgraphs/shared/src/events/asyncapi.ts` writes docs/asyncapi.json; with `--check` it exits 1 if that differs.
 */
export function asyncApi(): object {
  const types = Object.keys(catalogue) as EventType[];
  const owners = [...new Set(types.map(ownerOf))];
  const consumersOf = (type: EventType): string[] =>
    Object.entries(consumers).flatMap(([name, consumed]) =>
      (consumed as readonly string[]).includes(type) ? [name] : [],
    );
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Souk events',
      version: '1',
      description:
        'CloudEvents 1.0 in JSON, one SNS topic per publishing subgraph, one SQS queue per consumer. At least once, in any order; `aggregateversion` tells new from old.',
    },
    defaultContentType: 'application/cloudevents+json',
    channels: Object.fromEntries(
      owners.map((owner) => [
        owner,
        {
          address: `souk-${owner}`,
          messages: Object.fromEntries(
            types
              .filter((type) => ownerOf(type) === owner)
              .map((type) => [type, { $ref: `#/components/messages/${type}` }]),
          ),
        },
      ]),
    ),
    operations: Object.fromEntries(
      owners.map((owner) => [
        `${owner}Publishes`,
        { action: 'send', channel: { $ref: `#/channels/${owner}` } },
      ]),
    ),
    components: {
      messages: Object.fromEntries(
        types.map((type) => {
          const { description, version, data } = catalogue[type];
          return [
            type,
            {
              name: type,
              summary: description,
              description: `Version ${version}. Consumed by ${consumersOf(type).join(', ') || 'nobody yet'}.`,
              payload: z.toJSONSchema(data, { io: 'input' }),
            },
          ];
        }),
      ),
    },
  };
}

if (process.argv[1]?.endsWith('asyncapi.ts')) {
  const file = join(import.meta.dirname, '../../../../docs/asyncapi.json');
  const text = `${JSON.stringify(asyncApi(), null, 2)}\n`;
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) {
    process.stderr.write('docs/asyncapi.json is not up to date: run `pnpm events`\n');
    process.exitCode = 1;
  }
}
