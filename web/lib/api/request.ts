import 'server-only';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { currentIdentity, visitorAddress } from '../session/identity.ts';
import { send } from './gateway.ts';

/** Runs an operation without a token: what is the same for everybody, so that the gateway can share its answer. */
export async function requestPublic<TData, TVariables>(
  document: TypedDocumentNode<TData, TVariables>,
  variables: TVariables,
): Promise<TData> {
  return requestWithToken(document, variables, null);
}

/** Runs an operation as the visitor: user, guest or nobody. */
export async function requestAsVisitor<TData, TVariables>(
  document: TypedDocumentNode<TData, TVariables>,
  variables: TVariables,
): Promise<TData> {
  return requestWithToken(document, variables, (await currentIdentity()).token);
}

/** Runs an operation with a token that need not be the visitor's own: a guest's beside a user's, or one just given. */
export async function requestWithToken<TData, TVariables>(
  document: TypedDocumentNode<TData, TVariables>,
  variables: TVariables,
  token: string | null,
): Promise<TData> {
  return send(document, variables, { token, address: await visitorAddress() });
}
