import { randomUUID } from 'node:crypto';
import { Pool } from 'undici';
import type { Latencies } from '../measure/latency.ts';

const order = '__typename ... on Order { id code state totalWithTax }';
const refusal = '... on ErrorResult { errorCode message }';

/** What a guest asks for, one after the other: the steps of Vendure's own guide to a checkout. */
const steps = [
  {
    name: 'addItem',
    document: `mutation ($id: ID!) { answer: addItemToOrder(productVariantId: $id, quantity: 1) { ${order} ${refusal} } }`,
    variables: (variantId: string) => ({ id: variantId }),
  },
  {
    name: 'setCustomer',
    document: `mutation ($input: CreateCustomerInput!) { answer: setCustomerForOrder(input: $input) { ${order} ${refusal} } }`,
    variables: () => ({
      input: { firstName: 'Bench', lastName: 'Buyer', emailAddress: `${randomUUID()}@bench.example` },
    }),
  },
  {
    name: 'setAddress',
    document: `mutation ($input: CreateAddressInput!) { answer: setOrderShippingAddress(input: $input) { ${order} ${refusal} } }`,
    variables: () => ({
      input: {
        ...{ fullName: 'Bench Buyer', streetLine1: 'Main Street 1', city: 'Berlin' },
        ...{ postalCode: '10115', countryCode: 'DE' },
      },
    }),
  },
  {
    name: 'setShipping',
    document: `mutation ($ids: [ID!]!) { answer: setOrderShippingMethod(shippingMethodId: $ids) { ${order} ${refusal} } }`,
    variables: () => ({ ids: ['1'] }),
  },
  {
    name: 'toPayment',
    document: `mutation { answer: transitionOrderToState(state: "ArrangingPayment") { ${order} ${refusal} } }`,
    variables: () => ({}),
  },
  {
    name: 'addPayment',
    document: `mutation ($input: PaymentInput!) { answer: addPaymentToOrder(input: $input) { ${order} ${refusal} } }`,
    variables: () => ({ input: { method: 'dummy', metadata: {} } }),
  },
] as const;

export type VendureApi = {
  /** Runs an operation; the token is the one given, or the session's that the answer begins. */
  request<Data>(
    document: string,
    variables: object,
    token?: string,
  ): Promise<{ data: Data; token: string | undefined }>;
  close(): Promise<void>;
};

/** A client of one of Vendure's APIs with kept-alive connections. */
export function createVendureApi(url: string, connections: number): VendureApi {
  const { origin, pathname } = new URL(url);
  const patience = { headersTimeout: 120_000, bodyTimeout: 120_000 };
  const pool = new Pool(origin, { connections, pipelining: 1, ...patience });
  return {
    async request<Data>(document: string, variables: object, token?: string) {
      const response = await pool.request({
        method: 'POST',
        path: pathname,
        headers: {
          'content-type': 'application/json',
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
        body: JSON.stringify({ query: document, variables }),
      });
      const answer = (await response.body.json()) as { data?: Data; errors?: { message: string }[] };
      if (answer.errors || !answer.data) throw new Error(answer.errors?.[0]?.message ?? 'no answer');
      const given = response.headers['vendure-auth-token'];
      return { data: answer.data, token: typeof given === 'string' ? given : token };
    },
    close: () => pool.close(),
  };
}

/**
 * Buys one unit of a variant as a guest.
 *
 * @throws where a step is refused
 */
export async function buyFromVendure(
  api: VendureApi,
  latencies: Latencies,
  variantId: string,
): Promise<boolean> {
  let token: string | undefined;
  let state = '';
  for (const { name, document, variables } of steps) {
    await latencies.time(name, async () => {
      const answered = await api.request<{ answer: { state?: string; errorCode?: string } }>(
        document,
        variables(variantId),
        token,
      );
      const { answer } = answered.data;
      if (answer.errorCode) throw new Error(answer.errorCode);
      token = answered.token;
      state = answer.state ?? '';
    });
  }
  return state === 'PaymentSettled';
}
