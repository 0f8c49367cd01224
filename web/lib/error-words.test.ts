import { arrangeErrors, declineReason, type UserErrorCode, wordsFor } from './error-words.ts';

describe('error words', () => {
  it('never show the developer text of an error', () => {
    expect(wordsFor({ code: 'TOTAL_CHANGED', message: 'expected 100, is 120' })).not.toContain('100');
  });

  it('have something to say about a code from a newer API', () => {
    expect(wordsFor({ code: 'BRAND_NEW' as UserErrorCode, message: 'x' })).toBe(
      'That did not work. Please try again.',
    );
  });

  it('tell a code that was typed from one that is in the cart', () => {
    const at = (field: string) => wordsFor({ code: 'VOUCHER_INVALID', field: [field], message: '' });
    expect(at('code')).toBe('This code cannot be used. Please check it.');
    expect(at('cartId')).toContain('take it out');
  });

  it('stand at their field where the form has it, else over the form', () => {
    const arranged = arrangeErrors(
      [
        { code: 'INVALID_INPUT', field: ['input', 'shippingAddress', 'postalCode'], message: '' },
        { code: 'CART_EMPTY', field: ['input', 'cartId'], message: '' },
        { code: 'CART_EMPTY', message: '' },
      ],
      ['postalCode'],
    );
    expect(Object.keys(arranged.fieldErrors)).toEqual(['postalCode']);
    expect(arranged.message).toBe('Your cart is empty.');
  });

  it('explain a decline without the provider’s code', () => {
    expect(declineReason('insufficient_funds')).toContain('funds');
    expect(declineReason('weird_code_17')).toBe('The payment was not accepted.');
    expect(declineReason(null)).toBe('The payment was not accepted.');
  });
});
