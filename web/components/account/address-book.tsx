'use client';
import { useActionState, useEffect, useRef, useState } from 'react';
import type { AddressViewFragment } from '@/lib/api/generated/graphql.ts';
import { countryName } from '@/lib/countries.ts';
import { townLine } from '@/lib/town-line.ts';
import { addressLabels, addressValues } from '../checkout/address-field-names.ts';
import { AddressFormFields } from '../checkout/address-form-fields.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { FormErrors } from '../ui/form-errors.tsx';
import { FormMessage } from '../ui/form-message.tsx';
import { idleForm } from '../ui/form-state.ts';
import { Icon } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { removeAddressAction, saveAddressAction } from './account-actions.ts';

/** The addresses of an account: look, add, change, remove. */
export function AddressBook({ addresses }: { addresses: readonly AddressViewFragment[] }) {
  const [edited, setEdited] = useState<AddressViewFragment | 'new' | null>(null);
  const add = (
    <Button onClick={() => setEdited('new')}>
      <Icon name="plus" size={18} /> Add an address
    </Button>
  );
  return (
    <>
      <div className="mb-6 flex flex-wrap items-center justify-between gap-4">
        <h1 className="text-heading">Addresses</h1>
        {addresses.length > 0 && add}
      </div>
      {addresses.length === 0 ? (
        <EmptyState icon="pin" title="No addresses yet" action={add}>
          Keep one here and the checkout fills itself in.
        </EmptyState>
      ) : (
        <ul className="grid gap-4 sm:grid-cols-2">
          {addresses.map((address) => (
            <AddressItem key={address.id} address={address} onEdit={() => setEdited(address)} />
          ))}
        </ul>
      )}
      {edited && (
        <AddressDialog
          key={edited === 'new' ? 'new' : edited.id}
          address={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

function AddressItem({ address, onEdit }: { address: AddressViewFragment; onEdit: () => void }) {
  const [state, action] = useActionState(removeAddressAction, idleForm);
  return (
    <li className="grid content-between gap-3 rounded-lg border border-line bg-surface p-5">
      <address className="not-italic">
        <span className="flex items-center justify-between gap-3 font-medium">
          {address.name}
          {address.isDefault && <Badge tone="accent">Default</Badge>}
        </span>
        <span className="mt-1 block text-soft">
          {address.line1}
          {address.line2 ? `, ${address.line2}` : ''}
          <br />
          {townLine(address)}
          <br />
          {countryName(address.countryCode)}
        </span>
      </address>
      {state.status === 'error' && (
        <Notice tone="bad">
          <FormMessage message={state.message} />
        </Notice>
      )}
      <div className="-mb-2 -ml-4 flex">
        <Button tone="quiet" size="small" onClick={onEdit}>
          Change<span className="sr-only"> address of {address.name}</span>
        </Button>
        <form action={action}>
          <input type="hidden" name="addressId" value={address.id} />
          <SubmitButton tone="quiet" size="small" pendingLabel="Removing">
            Remove<span className="sr-only"> address of {address.name}</span>
          </SubmitButton>
        </form>
      </div>
    </li>
  );
}

function AddressDialog({ address, onClose }: { address: AddressViewFragment | null; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [state, action] = useActionState(saveAddressAction, idleForm);
  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    if (state.status === 'done') dialog.current?.close();
  }, [state]);
  return (
    <dialog ref={dialog} aria-labelledby="address-dialog-title" className="modal" onClose={onClose}>
      <form action={action} noValidate className="grid gap-6">
        <h2 id="address-dialog-title" className="text-title">
          {address ? 'Change address' : 'Add an address'}
        </h2>
        <FormErrors state={state} labels={addressLabels(state.values.countryCode)} />
        <input type="hidden" name="addressId" value={address?.id ?? ''} />
        <AddressFormFields state={state} initial={address ? addressValues(address) : {}} />
        <label className="flex min-h-11 items-center gap-3">
          <input
            type="checkbox"
            name="isDefault"
            defaultChecked={address?.isDefault}
            className="size-4.5 accent-accent"
          />
          Offer this one first at checkout
        </label>
        <div className="flex justify-end gap-3">
          <Button tone="quiet" onClick={() => dialog.current?.close()}>
            Cancel
          </Button>
          <SubmitButton pendingLabel="Saving">Save</SubmitButton>
        </div>
      </form>
    </dialog>
  );
}
