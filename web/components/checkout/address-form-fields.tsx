import { countries } from '@/lib/countries.ts';
import { SelectField, TextField } from '../ui/field.tsx';
import type { FormState } from '../ui/form-state.ts';
import { addressLabels } from './address-field-names.ts';

interface AddressFormFieldsProps {
  readonly state: FormState;
  /** What the fields begin with. */
  readonly initial: Readonly<Record<string, string | null | undefined>>;
  readonly onCountryChange?: (countryCode: string) => void;
}

/** The fields of a postal address, for checkout and address book. */
export function AddressFormFields({ state, initial, onCountryChange }: AddressFormFieldsProps) {
  const field = (name: string, autoComplete: string) => ({
    name,
    label: addressLabels[name] ?? name,
    autoComplete,
    defaultValue: state.values[name] ?? initial[name] ?? '',
    error: state.fieldErrors[name],
  });
  return (
    <div className="grid gap-4 sm:grid-cols-6">
      <SelectField
        {...field('countryCode', 'country')}
        defaultValue={state.values.countryCode ?? initial.countryCode ?? 'US'}
        onChange={(event) => onCountryChange?.(event.target.value)}
        className="sm:col-span-6"
      >
        {countries.map((country) => (
          <option key={country.code} value={country.code}>
            {country.name}
          </option>
        ))}
      </SelectField>
      <TextField {...field('name', 'name')} maxLength={120} className="sm:col-span-6" />
      <TextField {...field('line1', 'address-line1')} maxLength={200} className="sm:col-span-6" />
      <TextField {...field('line2', 'address-line2')} optional maxLength={200} className="sm:col-span-6" />
      <TextField {...field('postalCode', 'postal-code')} maxLength={20} className="sm:col-span-2" />
      <TextField {...field('city', 'address-level2')} maxLength={120} className="sm:col-span-4" />
      <TextField {...field('region', 'address-level1')} optional maxLength={120} className="sm:col-span-6" />
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
