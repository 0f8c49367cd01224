import {
  PublishBatchCommand,
  type PublishBatchCommandInput,
  type PublishBatchCommandOutput,
} from '@aws-sdk/client-sns';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';

/** A call as it goes over the wire, and how its answer is read. */
export type EncodedCall = {
  /** The queue or topic it is about. */
  readonly resource: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly decode: (answer: string) => object;
};

/**
 * Writes the calls that a worker makes all day, in the protocols of the services: AWS JSON 1.0 for SQS, the query
 * protocol for SNS.
 *
 * @returns undefined for any other call, and for one with a field that none of ours uses
 */
export function encodeCall(command: object): EncodedCall | undefined {
  if (command instanceof ReceiveMessageCommand) {
    // Attributes of messages may be binary, which JSON carries in another form than the SDK gives.
    if (command.input.MessageAttributeNames?.length) return undefined;
    return sqsCall('ReceiveMessage', command.input);
  }
  if (command instanceof DeleteMessageBatchCommand) return sqsCall('DeleteMessageBatch', command.input);
  if (command instanceof ChangeMessageVisibilityCommand)
    return sqsCall('ChangeMessageVisibility', command.input);
  if (command instanceof PublishBatchCommand) return publishCall(command.input);
  return undefined;
}

function sqsCall(action: string, input: { readonly QueueUrl: string | undefined }): EncodedCall {
  return {
    resource: input.QueueUrl ?? '',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AmazonSQS.${action}` },
    body: JSON.stringify(input),
    decode: (answer) => (answer === '' ? {} : (JSON.parse(answer) as object)),
  };
}

function publishCall({
  TopicArn,
  PublishBatchRequestEntries = [],
  ...rest
}: PublishBatchCommandInput): EncodedCall | undefined {
  if (!TopicArn || Object.keys(rest).length > 0) return undefined;
  let body = `Action=PublishBatch&Version=2010-03-31&TopicArn=${encodeURIComponent(TopicArn)}`;
  for (const [
    index,
    { Id, Message, MessageAttributes = {}, ...other },
  ] of PublishBatchRequestEntries.entries()) {
    if (Object.keys(other).length > 0) return undefined;
    const entry = `&PublishBatchRequestEntries.member.${index + 1}`;
    body += `${entry}.Id=${encodeURIComponent(Id ?? '')}${entry}.Message=${encodeURIComponent(Message ?? '')}`;
    for (const [at, [name, value]] of Object.entries(MessageAttributes).entries()) {
      if (value.StringValue === undefined) return undefined;
      const attribute = `${entry}.MessageAttributes.entry.${at + 1}`;
      body += `${attribute}.Name=${encodeURIComponent(name)}`;
      body += `${attribute}.Value.DataType=${encodeURIComponent(value.DataType ?? '')}`;
      body += `${attribute}.Value.StringValue=${encodeURIComponent(value.StringValue)}`;
    }
  }
  return {
    resource: TopicArn,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
    decode: readPublished,
  };
}

type Published = Pick<PublishBatchCommandOutput, 'Successful' | 'Failed'>;

/** The answer to PublishBatch: two flat lists, for which no XML parser is needed. */
function readPublished(xml: string): Published {
  const members = (list: string): string[] => {
    const found = new RegExp(`<${list}>(.*?)</${list}>`, 's').exec(xml)?.[1] ?? '';
    return [...found.matchAll(/<member>(.*?)<\/member>/gs)].map(([, member]) => member!);
  };
  const text = (member: string, name: string): string | undefined => {
    const found = new RegExp(`<${name}>(.*?)</${name}>`, 's').exec(member)?.[1];
    return found?.replace(/&(lt|gt|amp|quot|apos);/g, (entity) => entities[entity]!);
  };
  return {
    Successful: members('Successful').map((member) => ({
      Id: text(member, 'Id'),
      MessageId: text(member, 'MessageId'),
    })),
    Failed: members('Failed').map((member) => ({
      Id: text(member, 'Id'),
      Code: text(member, 'Code'),
      Message: text(member, 'Message'),
      SenderFault: text(member, 'SenderFault') === 'true',
    })),
  };
}

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&apos;': "'",
};
