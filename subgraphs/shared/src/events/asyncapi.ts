import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { maxMessageEvents } from '../event-messages.ts';
import { consumers, ownerOf } from '../topology.ts';
import { catalogue, type EventType } from './catalogue.ts';

const text = { type: 'string' };
const envelope = {
  type: 'object',
  description: 'CloudEvents 1.0',
  properties: {
    specversion: { const: '1.0' },
    id: { ...text, description: 'The same when an event is delivered again' },
    source: text,
    type: text,
    dataversion: { type: 'integer', description: "Version of the data's schema" },
    subject: { ...text, description: 'Id of the aggregate' },
    aggregateversion: { type: 'integer', description: 'Version of the aggregate after the event' },
    time: { ...text, format: 'date-time' },
    datacontenttype: { const: 'application/json' },
    correlationid: text,
    traceparent: text,
    data: { type: 'object' },
  },
  required: [
    'specversion',
    'id',
    'source',
    'type',
    'dataversion',
    'subject',
    'aggregateversion',
    'time',
    'datacontenttype',
    'data',
  ],
};

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
        'CloudEvents 1.0, one SNS topic per publishing subgraph, one SQS queue per consumer. A message is a batch of events of one type (CloudEvents JSON batch format); its attribute `type` names that. At least once, in any order; `aggregateversion` tells new from old.',
    },
    defaultContentType: 'application/cloudevents-batch+json',
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
      schemas: { envelope },
      messages: Object.fromEntries(
        types.map((type) => {
          const { description, version, data } = catalogue[type];
          return [
            type,
            {
              name: type,
              summary: description,
              description: `Version ${version}. Consumed by ${consumersOf(type).join(', ') || 'nobody yet'}.`,
              payload: {
                type: 'array',
                minItems: 1,
                maxItems: maxMessageEvents,
                items: {
                  allOf: [
                    { $ref: '#/components/schemas/envelope' },
                    {
                      properties: {
                        type: { const: type },
                        dataversion: { const: version },
                        data: z.toJSONSchema(data, { io: 'input' }),
                      },
                    },
                  ],
                },
              },
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
