'use client';
import { useActionState, useRef } from 'react';
import { Button } from '../ui/button.tsx';
import { TextArea, TextField } from '../ui/field.tsx';
import { FormErrors } from '../ui/form-errors.tsx';
import { idleForm } from '../ui/form-state.ts';
import { Notice } from '../ui/notice.tsx';
import { Stars } from '../ui/stars.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { submitReviewAction } from './review-actions.ts';

/** Writes a review in a dialog. Whether the user has bought the product is the shop's answer. */
export function ReviewForm({ productId, productTitle }: { productId: string; productTitle: string }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [state, action] = useActionState(submitReviewAction, idleForm);
  if (state.status === 'done') return <Notice tone="good">{state.message}</Notice>;
  return (
    <>
      <Button tone="secondary" size="small" onClick={() => dialog.current?.showModal()}>
        Write a review
      </Button>
      <dialog ref={dialog} aria-labelledby="review-title" className="modal">
        <form action={action} className="grid gap-5" noValidate>
          <h2 id="review-title" className="text-title">
            How do you like {productTitle}?
          </h2>
          <FormErrors state={state} />
          <input type="hidden" name="productId" value={productId} />
          <fieldset id="rating">
            <legend className="mb-1 text-small font-medium">Stars</legend>
            <div className="flex flex-wrap gap-2">
              {[5, 4, 3, 2, 1].map((stars) => (
                <label
                  key={stars}
                  className="inline-flex min-h-11 items-center gap-2 rounded-sm border border-line px-3 has-checked:border-ink has-checked:ring-1 has-checked:ring-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
                >
                  <input
                    type="radio"
                    name="rating"
                    value={stars}
                    defaultChecked={state.values.rating === String(stars)}
                    className="sr-only"
                  />
                  {stars}
                  <span className="sr-only"> {stars === 1 ? 'star' : 'stars'}</span>
                  <Stars average={stars} size={13} />
                </label>
              ))}
            </div>
          </fieldset>
          <TextField
            name="title"
            label="Headline"
            optional
            maxLength={120}
            defaultValue={state.values.title}
            error={state.fieldErrors.title}
          />
          <TextArea
            name="body"
            label="Your review"
            maxLength={4000}
            defaultValue={state.values.body}
            error={state.fieldErrors.body}
          />
          <div className="flex flex-wrap justify-end gap-3">
            <Button tone="quiet" onClick={() => dialog.current?.close()}>
              Cancel
            </Button>
            <SubmitButton pendingLabel="Sending">Send review</SubmitButton>
          </div>
        </form>
      </dialog>
    </>
  );
}
