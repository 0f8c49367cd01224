import { z } from 'zod';

const schema = z.object({
  GATEWAY_URL: z.url().default('http://127.0.0.1:4000/graphql'),
  PUBLIC_GATEWAY_URL: z.url().default('http://localhost:4000/graphql'),
  STORE_URL: z.url().optional(),
  TRUSTED_DOCUMENTS: z.stringbool().default(false),
  PORT: z.coerce.number().int().default(3000),
});

export interface Config {
  /** Where the store's server reaches the gateway. */
  readonly gatewayUrl: string;
  /** Where browsers reach it. */
  readonly publicGatewayUrl: string;
  /** Public base URL of the store, without a trailing slash. */
  readonly storeUrl: string;
  /** Whether the gateway has the list of our documents, so that their ids are enough. */
  readonly trustedDocuments: boolean;
  /** Whether the store is served over https, so that cookies can be Secure. */
  readonly secure: boolean;
}

let parsed: Config | undefined;

/**
 * The configuration, read from the environment when first asked for: the build needs none of it.
 * Throws with every fault listed if a value is not acceptable.
 */
export function config(): Config {
  if (parsed) return parsed;
  const result = schema.safeParse(process.env);
  if (!result.success)
    throw new Error(`The store's environment is not valid:\n${z.prettifyError(result.error)}`);
  const storeUrl = (result.data.STORE_URL ?? `http://localhost:${result.data.PORT}`).replace(/\/$/, '');
  parsed = {
    gatewayUrl: result.data.GATEWAY_URL,
    publicGatewayUrl: result.data.PUBLIC_GATEWAY_URL,
    storeUrl,
    trustedDocuments: result.data.TRUSTED_DOCUMENTS,
    secure: storeUrl.startsWith('https:'),
  };
  return parsed;
}
