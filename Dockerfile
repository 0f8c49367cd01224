# Three images: `service` (every process of the graph; the command chooses which), `web` (the store) and `local` (stand-ins
# for docker-compose.yml). Built in stages so that each has production dependencies and sources only.
ARG NODE_IMAGE=node:26-bookworm-slim

# The manifests alone: what is installed below changes only when one of them does.
FROM ${NODE_IMAGE} AS manifests
WORKDIR /souk
RUN npm install --global pnpm@10.34.9
COPY package.json pnpm-workspace.yaml pnpm-lock.yaml ./
COPY gateway/package.json gateway/
COPY web/package.json web/
COPY infra/local/package.json infra/local/
COPY subgraphs/shared/package.json subgraphs/shared/
COPY subgraphs/users/package.json subgraphs/users/
COPY subgraphs/products/package.json subgraphs/products/
COPY subgraphs/orders/package.json subgraphs/orders/
COPY subgraphs/payments/package.json subgraphs/payments/
COPY subgraphs/notifications/package.json subgraphs/notifications/
COPY subgraphs/analytics/package.json subgraphs/analytics/

# Optional dependencies stay: the native parts of sharp and argon2 are such.
FROM manifests AS service-dependencies
RUN pnpm install --frozen-lockfile --prod --filter @souk/gateway --filter './subgraphs/*'

FROM ${NODE_IMAGE} AS service
WORKDIR /souk
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000
# A volume takes the owner of the folder that it is first mounted on.
RUN install --directory --owner=node --group=node /data
COPY --from=service-dependencies /souk ./
COPY gateway gateway
COPY subgraphs subgraphs
USER node
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s \
  CMD ["node", "--eval", "fetch('http://127.0.0.1:' + process.env.PORT + '/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=8", "--no-parallel-scavenge", "--expose-gc", "--import", "./gateway/src/compile-cache.mjs", "gateway/src/main.ts"]

# PostgreSQL has its own container, so the embedded one, which is optional, is left out.
FROM manifests AS local-dependencies
RUN pnpm install --frozen-lockfile --prod --no-optional --filter @souk/local --filter @souk/shared

# The SNS/SQS/S3 server and the mail and SMS inbox of docker-compose.yml; never part of production.
FROM ${NODE_IMAGE} AS local
WORKDIR /souk
ENV NODE_ENV=development HOST=0.0.0.0
RUN install --directory --owner=node --group=node /data
COPY --from=local-dependencies /souk ./
COPY subgraphs/shared subgraphs/shared
COPY infra/local infra/local
USER node
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s \
  CMD ["node", "--eval", "fetch('http://127.0.0.1:' + process.env.PORT + '/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]

FROM manifests AS web-dependencies
RUN pnpm install --frozen-lockfile --prod --filter @souk/web

FROM manifests AS web-build
ENV NEXT_TELEMETRY_DISABLED=1
RUN pnpm install --frozen-lockfile --filter @souk/web
COPY tsconfig.json ./
COPY web web
RUN pnpm --filter @souk/web build

FROM ${NODE_IMAGE} AS web
WORKDIR /souk
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 PORT=3000
COPY --from=web-dependencies /souk ./
COPY web web
# Next.js writes its caches into the build.
COPY --from=web-build --chown=node:node /souk/web/.next web/.next
WORKDIR /souk/web
USER node
EXPOSE 3000
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s \
  CMD ["node", "--eval", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "node_modules/next/dist/bin/next", "start"]
