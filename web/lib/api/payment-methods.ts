import 'server-only';
import { currentIdentity } from '../session/identity.ts';
import {
  RemovePaymentMethodDocument,
  type RemovePaymentMethodMutation,
  SavedPaymentMethodsDocument,
  type SavedPaymentMethodViewFragment,
  SavePaymentMethodDocument,
  type SavePaymentMethodInput,
  type SavePaymentMethodMutation,
} from './generated/graphql.ts';
import { requestAsVisitor } from './request.ts';

export type SavedPaymentMethod = SavedPaymentMethodViewFragment;

/** Ways to pay that the signed-in user has kept; null where nobody is signed in. Throws ApiError. */
export async function loadSavedPaymentMethods(): Promise<SavedPaymentMethod[] | null> {
  if ((await currentIdentity()).kind !== 'user') return null;
  return (await requestAsVisitor(SavedPaymentMethodsDocument, {})).savedPaymentMethods;
}

/** Notes that the user agreed to keep a way to pay; its id is the token to pay with. Throws ApiError. */
export async function savePaymentMethod(
  input: SavePaymentMethodInput,
): Promise<SavePaymentMethodMutation['savePaymentMethod']> {
  return (await requestAsVisitor(SavePaymentMethodDocument, { input })).savePaymentMethod;
}

/** Takes a kept way to pay back. Throws ApiError. */
export async function removePaymentMethod(
  id: string,
): Promise<RemovePaymentMethodMutation['removePaymentMethod']> {
  return (await requestAsVisitor(RemovePaymentMethodDocument, { input: { id } })).removePaymentMethod;
}
