import 'server-only';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { currentIdentity } from '../session/identity.ts';
import { ApiError } from './api-error.ts';
import {
  AddAddressDocument,
  type AddAddressMutation,
  type AddressInput,
  type AddressViewFragment,
  ChangePasswordDocument,
  type ChangePasswordInput,
  type ChangePasswordMutation,
  LoginDocument,
  type LoginInput,
  type LoginMutation,
  LogoutDocument,
  NotificationsDocument,
  type NotificationsQuery,
  RegisterDocument,
  type RegisterInput,
  type RegisterMutation,
  RemoveAddressDocument,
  type RemoveAddressMutation,
  SubmitReviewDocument,
  type SubmitReviewInput,
  type SubmitReviewMutation,
  UpdateAddressDocument,
  type UpdateAddressMutation,
  UpdateProfileDocument,
  type UpdateProfileInput,
  type UpdateProfileMutation,
  ViewerAddressesDocument,
  ViewerDocument,
  ViewerProfileDocument,
  type ViewerProfileQuery,
  type ViewerQuery,
} from './generated/graphql.ts';
import { orElse } from './or-else.ts';
import { requestAsVisitor, requestPublic } from './request.ts';

export type Viewer = NonNullable<ViewerQuery['viewer']>;
export type ViewerProfile = NonNullable<ViewerProfileQuery['viewer']>;

/** The signed-in user; null for guests and visitors. Throws ApiError. */
export const loadViewer = cache(async (): Promise<Viewer | null> => {
  if ((await currentIdentity()).kind !== 'user') return null;
  return (await requestAsVisitor(ViewerDocument, {})).viewer ?? null;
});

/** The signed-in user for the header; null rather than an error where it cannot be told. */
export function loadViewerForHeader(): Promise<Viewer | null> {
  return orElse(loadViewer(), null, 'header without user');
}

/** Whether a user works in the office: as a seller or an admin. */
export function isStaff(viewer: Viewer | null): boolean {
  return viewer?.roles?.some((role) => role === 'ADMIN' || role === 'SELLER') ?? false;
}

/** The signed-in user, or away to sign in and back to `path`. Throws ApiError. */
export async function requireViewer(path: string): Promise<Viewer> {
  const viewer = await loadViewer().catch((error: unknown) => {
    if (error instanceof ApiError && error.kind === 'unauthenticated') return null;
    throw error;
  });
  if (!viewer) redirect(`/login?next=${encodeURIComponent(path)}`);
  return viewer;
}

/** Signs in. Throws ApiError. */
export async function login(input: LoginInput): Promise<LoginMutation['login']> {
  return (await requestPublic(LoginDocument, { input })).login;
}

/** Creates an account and signs in. Throws ApiError. */
export async function register(input: RegisterInput): Promise<RegisterMutation['register']> {
  return (await requestPublic(RegisterDocument, { input })).register;
}

/** Ends the session at the API; the cookies go whether it answers or not. */
export async function logout(everywhere: boolean): Promise<void> {
  await orElse(
    requestAsVisitor(LogoutDocument, { input: { everywhere } }),
    null,
    'session not ended at the API',
  );
}

/** Name, phone and devices of the signed-in user. Throws ApiError. */
export async function loadProfile(): Promise<ViewerProfile | null> {
  return (await requestAsVisitor(ViewerProfileDocument, {})).viewer ?? null;
}

/** The address book, the default first. Throws ApiError. */
export async function loadAddresses(): Promise<AddressViewFragment[]> {
  if ((await currentIdentity()).kind !== 'user') return [];
  const addresses = (await requestAsVisitor(ViewerAddressesDocument, {})).viewer?.addresses ?? [];
  return addresses.toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault));
}

/** Changes name or phone. Throws ApiError. */
export async function updateProfile(
  input: UpdateProfileInput,
): Promise<UpdateProfileMutation['updateProfile']> {
  return (await requestAsVisitor(UpdateProfileDocument, { input })).updateProfile;
}

/** Changes the password and ends all other sessions. Throws ApiError. */
export async function changePassword(
  input: ChangePasswordInput,
): Promise<ChangePasswordMutation['changePassword']> {
  return (await requestAsVisitor(ChangePasswordDocument, { input })).changePassword;
}

/** Adds an address, or changes the one of `addressId`. Throws ApiError. */
export async function saveAddress(
  addressId: string | null,
  address: AddressInput,
): Promise<AddAddressMutation['addAddress'] | UpdateAddressMutation['updateAddress']> {
  if (!addressId) return (await requestAsVisitor(AddAddressDocument, { input: address })).addAddress;
  return (await requestAsVisitor(UpdateAddressDocument, { input: { addressId, address } })).updateAddress;
}

/** Removes an address. Throws ApiError. */
export async function removeAddress(addressId: string): Promise<RemoveAddressMutation['removeAddress']> {
  return (await requestAsVisitor(RemoveAddressDocument, { input: { addressId } })).removeAddress;
}

/** In-app notifications, newest first. Throws ApiError. */
export async function loadNotifications(
  first: number,
  after?: string,
): Promise<NotificationsQuery['notifications']> {
  return (await requestAsVisitor(NotificationsDocument, { first, after })).notifications;
}

/** Reviews a product that the user bought. Throws ApiError. */
export async function submitReview(input: SubmitReviewInput): Promise<SubmitReviewMutation['submitReview']> {
  return (await requestAsVisitor(SubmitReviewDocument, { input })).submitReview;
}
