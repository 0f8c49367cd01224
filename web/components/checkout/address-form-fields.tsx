'use client';
import { useState } from 'react';
import { countries } from '@/lib/countries.ts';
import { usStates } from '@/lib/us-states.ts';
import { SelectField, TextField } from '../ui/field.tsx';
import type { FormState } from '../ui/form-state.ts';
import { addressLabels } from './address-field-names.ts';

interface AddressFormFieldsProps {
  readonly state: FormState;
  /** What the fields begin with. */
  readonly initial: Readonly<Record<string, string | null | undefined>>;
  /** Told when country or state is chosen: shipping and tax depend on them. */
  readonly onPlaceChange?: (countryCode: string, region: string | null) => void;
}

/** The fields of a postal address, for checkout and address book. */
export function AddressFormFields({ state, initial, onPlaceChange }: AddressFormFieldsProps) {
  const [country, setCountry] = useState(state.values.countryCode ?? initial.countryCode ?? 'US');
  const labels = addressLabels(country);
  const field = (name: string, autoComplete: string) => ({
    name,
    label: labels[name] ?? name,
    autoComplete,
    defaultValue: state.values[name] ?? initial[name] ?? '',
    error: state.fieldErrors[name],
  });
  return (
    <div className="grid gap-4 sm:grid-cols-6">
      <SelectField
        {...field('countryCode', 'country')}
        value={country}
        defaultValue={undefined}
        onChange={(event) => {
          setCountry(event.target.value);
          onPlaceChange?.(event.target.value, null);
        }}
        className="sm:col-span-6"
      >
        {countries.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </SelectField>
      <TextField {...field('name', 'name')} maxLength={120} className="sm:col-span-6" />
      <TextField {...field('line1', 'address-line1')} maxLength={200} className="sm:col-span-6" />
      <TextField {...field('line2', 'address-line2')} optional maxLength={200} className="sm:col-span-6" />
      <TextField {...field('postalCode', 'postal-code')} maxLength={20} className="sm:col-span-2" />
      <TextField {...field('city', 'address-level2')} maxLength={120} className="sm:col-span-4" />
      {country === 'US' ? (
        <SelectField
          {...field('region', 'address-level1')}
          key={`state-${state.values.region ?? ''}`}
          onChange={(event) => onPlaceChange?.(country, event.target.value || null)}
          className="sm:col-span-6"
        >
          <option value="">Choose a state</option>
          {usStates.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </SelectField>
      ) : (
        <TextField
          {...field('region', 'address-level1')}
          optional
          maxLength={120}
          className="sm:col-span-6"
        />
      )}
      <TextField
        {...field('phone', 'tel')}
        type="tel"
        optional
        hint="For the carrier, and for text messages about this order."
        className="sm:col-span-6"
      />
    </div>
  );
}
