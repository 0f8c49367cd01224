import { randomUUID } from 'node:crypto';
import { demoAccounts, demoPassword } from '@souk/shared/demo-accounts';
import { type GraphqlClient, OperationFailed } from './graphql-client.ts';

/** The admin of the demonstration shop. */
export type Admin = {
  /** Access token, for what else an admin may do. */
  readonly token: string;
  /** Adds units of a variant to the main warehouse, or says how many were counted there. */
  adjustStock(variantId: string, amount: { delta: number } | { counted: number }): Promise<void>;
};

type Refusals = { userErrors: { code: string; message: string }[] };

/** Signs in through the public endpoint. */
export async function signInAdmin(client: GraphqlClient): Promise<Admin> {
  const { login } = await client.request<{ login: { session: { accessToken: string } } }>(
    'mutation ($input: LoginInput!) { login(input: $input) { session { accessToken } userErrors { code } } }',
    { input: { email: demoAccounts.admin.email, password: demoPassword } },
  );
  const token = login.session.accessToken;
  return {
    token,
    async adjustStock(variantId, amount) {
      const { adjustStock } = await client.request<{ adjustStock: Refusals }>(
        'mutation ($input: AdjustStockInput!) { adjustStock(input: $input) { userErrors { code message } } }',
        { input: { variantId, ...amount, reason: 'RECEIVED', idempotencyKey: randomUUID() } },
        token,
      );
      const [refusal] = adjustStock.userErrors;
      if (refusal) throw new OperationFailed(`${refusal.code}: ${refusal.message}`, false);
    },
  };
}
