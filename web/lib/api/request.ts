import 'server-only';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { currentIdentity } from '../session/identity.ts';
import { send } from './gateway.ts';

/** Runs an operation that is the same for everybody, without a token, so that the gateway can share its answer. */
export function requestPublic<TData, TVariables>(
  document: TypedDocumentNode<TData, TVariables>,
  variables: TVariables,
): Promise<TData> {
  return send(document, variables, null);
}

/** Runs an operation as the visitor: user, guest or nobody. */
export async function requestAsVisitor<TData, TVariables>(
  document: TypedDocumentNode<TData, TVariables>,
  variables: TVariables,
): Promise<TData> {
  const { token } = await currentIdentity();
  return send(document, variables, token);
}
