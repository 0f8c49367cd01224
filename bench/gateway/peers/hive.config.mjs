import { defineConfig } from '@graphql-hive/gateway';

// Hive Gateway as its authors run it in their own benchmark; PLANNER=rust adds their Rust query planner.
const rust = process.env.PLANNER === 'rust' ? await import('@graphql-hive/router-runtime') : undefined;

export const gatewayConfig = defineConfig({
  supergraph: process.env.SUPERGRAPH_FILE,
  port: Number(process.env.PORT),
  host: '127.0.0.1',
  inboundInflightRequestDeduplication: true,
  propagateHeaders: {
    fromClientToSubgraphs: ({ request }) => {
      const authorization = request.headers.get('authorization');
      return authorization ? { authorization } : undefined;
    },
  },
  ...(rust ? { unifiedGraphHandler: rust.unifiedGraphHandler } : {}),
});
