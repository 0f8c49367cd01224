'use client';
import { useActionState } from 'react';
import type { Warehouse } from '@/lib/api/warehouses.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { FormErrors } from '../ui/form-errors.tsx';
import { idleForm } from '../ui/form-state.ts';
import { Notice } from '../ui/notice.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { changeWarehouseAction, openWarehouseAction } from './warehouse-actions.ts';

const summary =
  'flex min-h-14 cursor-pointer list-none flex-wrap items-center gap-x-4 gap-y-1 px-5 py-2 hover:bg-hover';

/** The shop's warehouses in the order in which they are taken from; an admin changes them here. */
export function WarehouseList({
  warehouses,
  isAdmin,
  opened,
}: {
  warehouses: readonly Warehouse[];
  isAdmin: boolean;
  /** When the page was loaded, so that the same form sent twice opens one warehouse. */
  opened: string;
}) {
  return (
    <div className="grid gap-4">
      <ol className="divide-y divide-line overflow-hidden rounded-md border border-line bg-surface">
        {warehouses.map((warehouse) => (
          <li key={warehouse.id}>
            {isAdmin ? (
              <ChangeWarehouse warehouse={warehouse} />
            ) : (
              <div className={summary}>
                <Standing warehouse={warehouse} />
              </div>
            )}
          </li>
        ))}
      </ol>
      {isAdmin && <OpenWarehouse key={warehouses.length} opened={opened} />}
    </div>
  );
}

function Standing({ warehouse }: { warehouse: Warehouse }) {
  return (
    <>
      <span className="min-w-0 grow font-medium">{warehouse.name}</span>
      <span className="text-small text-soft tabular-nums">Priority {warehouse.priority}</span>
      <Badge tone={warehouse.active ? 'good' : 'neutral'}>{warehouse.active ? 'In use' : 'Given up'}</Badge>
    </>
  );
}

function ChangeWarehouse({ warehouse }: { warehouse: Warehouse }) {
  const [state, action] = useActionState(changeWarehouseAction, idleForm);
  const { id, name, priority, active } = warehouse;
  const typed = state.status === 'error' && state.values.name !== undefined ? state.values : null;
  return (
    <details>
      <summary className={summary}>
        <Standing warehouse={warehouse} />
        <span className="text-small text-accent">Change</span>
      </summary>
      <form action={action} noValidate className="grid gap-4 border-t border-line px-5 py-4 sm:grid-cols-2">
        <div className="grid gap-3 empty:hidden sm:col-span-2">
          <FormErrors state={state} />
          {state.status === 'done' && <Notice tone="good">{state.message}</Notice>}
        </div>
        <input type="hidden" name="id" value={id} />
        <TextField
          id={`name-${id}`}
          name="name"
          label="Name"
          maxLength={80}
          defaultValue={typed?.name ?? name}
          error={state.fieldErrors.name}
        />
        <TextField
          id={`priority-${id}`}
          name="priority"
          label="Priority"
          inputMode="numeric"
          hint="Lower numbers are taken from first."
          defaultValue={typed?.priority ?? String(priority)}
          error={state.fieldErrors.priority}
        />
        <div className="flex flex-wrap gap-3 sm:col-span-2">
          <SubmitButton pendingLabel="Saving">Save</SubmitButton>
          {id !== 'wh_default' && (
            <Button
              type="submit"
              tone={active ? 'danger' : 'secondary'}
              name="operation"
              value={active ? 'give-up' : 'take-back'}
            >
              {active ? 'Give it up' : 'Take it back into use'}
            </Button>
          )}
        </div>
      </form>
    </details>
  );
}

function OpenWarehouse({ opened }: { opened: string }) {
  const [state, action] = useActionState(openWarehouseAction, idleForm);
  const values = state.status === 'error' ? state.values : {};
  return (
    <form
      action={action}
      noValidate
      aria-label="Open a warehouse"
      className="grid items-start gap-4 rounded-md border border-line bg-surface p-5 sm:grid-cols-[2fr_1fr_auto]"
    >
      <div className="grid gap-3 empty:hidden sm:col-span-3">
        <FormErrors state={state} />
      </div>
      <input type="hidden" name="opened" value={opened} />
      <TextField
        name="name"
        label="New warehouse"
        placeholder="Oakland"
        maxLength={80}
        defaultValue={values.name ?? ''}
        error={state.fieldErrors.name}
      />
      <TextField
        name="priority"
        label="Priority"
        inputMode="numeric"
        defaultValue={values.priority ?? '10'}
        error={state.fieldErrors.priority}
      />
      <SubmitButton tone="secondary" pendingLabel="Opening" className="sm:mt-[1.65rem]">
        Open it
      </SubmitButton>
    </form>
  );
}
