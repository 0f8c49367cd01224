'use server';
import { z } from 'zod';
import { submitReview } from '@/lib/api/account.ts';
import { arrangeErrors } from '@/lib/error-words.ts';
import { messagesByField } from '@/lib/form-messages.ts';
import { failedForm } from '../ui/failed-form.ts';
import { doneForm, type FormState, refusedForm, textValues } from '../ui/form-state.ts';

const review = z.object({
  productId: z.string().min(1).max(100),
  rating: z.coerce
    .number('Please choose how many stars.')
    .int()
    .min(1, 'Please choose how many stars.')
    .max(5),
  title: z.string().max(120, 'Please keep the headline under 120 characters.'),
  body: z.string().min(1, 'Please write a few words.').max(4000, 'Please keep it under 4,000 characters.'),
});

/** Sends a review of a product. */
export async function submitReviewAction(_previous: FormState, form: FormData): Promise<FormState> {
  const values = textValues(form);
  const parsed = review.safeParse(values);
  if (!parsed.success) {
    return refusedForm(values, null, messagesByField(parsed.error));
  }
  try {
    const { title, ...rest } = parsed.data;
    const payload = await submitReview({ ...rest, ...(title ? { title } : {}) });
    if (payload.userErrors.length > 0) {
      const { message, fieldErrors } = arrangeErrors(payload.userErrors, ['rating', 'title', 'body']);
      return refusedForm(values, message, fieldErrors);
    }
    const published = payload.review?.status === 'PUBLISHED';
    return doneForm(
      published
        ? 'Thank you. Your review is published.'
        : 'Thank you. Your review appears once it was looked at.',
    );
  } catch (error) {
    return failedForm(values, error, 'review not sent');
  }
}
