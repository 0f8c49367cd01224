import 'server-only';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { type OperationDefinitionNode, print } from 'graphql';
import { config } from '../config.ts';
import { log } from '../log.ts';
import { ApiError, kindOfCode } from './api-error.ts';
import { documentParameters } from './document-id.ts';

/** Milliseconds that the gateway has to answer a page or an action. */
const deadlineMs = 8_000;

/** On whose behalf an operation is sent. */
export interface Caller {
  readonly token: string | null;
  /** Network address of the visitor, by which the API limits tries. */
  readonly address: string | null;
}

interface GraphQLAnswer<TData> {
  readonly data?: TData | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: { readonly code?: string };
  }[];
}

const printed = new WeakMap<object, { readonly query: string; readonly name: string }>();

function textOf(document: TypedDocumentNode<unknown, never>): {
  readonly query: string;
  readonly name: string;
} {
  const known = printed.get(document);
  if (known) return known;
  const operation = document.definitions.find(
    (d): d is OperationDefinitionNode => d.kind === 'OperationDefinition',
  );
  const text = { query: print(document), name: operation?.name?.value ?? 'anonymous' };
  printed.set(document, text);
  return text;
}

/**
 * Sends one operation to the gateway and returns its data. Fields that one failing service left null stay null and are
 * logged. Throws ApiError if there is no answer before the deadline, no data, or the token is refused.
 */
export async function send<TData, TVariables>(
  document: TypedDocumentNode<TData, TVariables>,
  variables: TVariables,
  caller: Caller,
): Promise<TData> {
  const { query, name } = textOf(document as TypedDocumentNode<unknown, never>);
  const body = { ...documentParameters(query, config().trustedDocuments), variables, operationName: name };
  const answer = await post<TData>(name, body, caller);
  const errors = answer.errors ?? [];
  if (
    answer.data === null ||
    answer.data === undefined ||
    errors.some((e) => e.extensions?.code === 'UNAUTHENTICATED')
  ) {
    const first = errors[0];
    throw new ApiError(kindOfCode(first?.extensions?.code), name, first?.message ?? 'no data');
  }
  if (errors.length > 0) log('warn', 'partial answer', { operation: name, errors });
  return answer.data;
}

async function post<TData>(name: string, body: unknown, caller: Caller): Promise<GraphQLAnswer<TData>> {
  let response: Response;
  try {
    response = await fetch(config().gatewayUrl, {
      method: 'POST',
      headers: headersFor(caller),
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(deadlineMs),
      cache: 'no-store',
    });
  } catch (error) {
    throw new ApiError('unavailable', name, 'the gateway did not answer', { cause: error });
  }
  if (response.status === 401) throw new ApiError('unauthenticated', name, 'the token was refused');
  if (response.status >= 500 || response.status === 429) {
    throw new ApiError('unavailable', name, `the gateway answered ${response.status}`);
  }
  try {
    return (await response.json()) as GraphQLAnswer<TData>;
  } catch (error) {
    throw new ApiError('internal', name, `the gateway's answer (${response.status}) was not JSON`, {
      cause: error,
    });
  }
}

/** The headers of a request to the gateway on a visitor's behalf. */
export function headersFor(caller: Caller): Record<string, string> {
  return {
    'content-type': 'application/json',
    ...(caller.token ? { authorization: `Bearer ${caller.token}` } : {}),
    ...(caller.address ? { 'x-forwarded-for': caller.address } : {}),
  };
}
