# One image for every Node process of Souk; the command chooses which. Built in stages so that the image has the
# production dependencies and sources only.
ARG NODE_IMAGE=node:26-bookworm-slim

FROM ${NODE_IMAGE} AS dependencies
WORKDIR /souk
RUN npm install --global pnpm@10.34.9
COPY package.json pnpm-workspace.yaml pnpm-lock.yaml ./
COPY gateway/package.json gateway/
COPY web/package.json web/
COPY infra/local/package.json infra/local/
COPY bench/package.json bench/
COPY subgraphs/shared/package.json subgraphs/shared/
COPY subgraphs/users/package.json subgraphs/users/
COPY subgraphs/products/package.json subgraphs/products/
COPY subgraphs/orders/package.json subgraphs/orders/
COPY subgraphs/payments/package.json subgraphs/payments/
COPY subgraphs/notifications/package.json subgraphs/notifications/
COPY subgraphs/analytics/package.json subgraphs/analytics/

FROM dependencies AS web-build
RUN pnpm install --frozen-lockfile --filter @souk/web
COPY web web
ENV NEXT_TELEMETRY_DISABLED=1
RUN pnpm --filter @souk/web build

FROM dependencies AS production-dependencies
RUN pnpm install --frozen-lockfile --prod --no-optional \
      --filter @souk/gateway --filter './subgraphs/*'

FROM dependencies AS local-dependencies
RUN pnpm install --frozen-lockfile --prod --filter @souk/local --filter @souk/shared

# The SNS/SQS/S3 server and the mail and SMS sink of docker-compose.yml; never part of production.
FROM ${NODE_IMAGE} AS local
WORKDIR /souk
ENV NODE_ENV=development
COPY --from=local-dependencies /souk ./
COPY subgraphs/shared subgraphs/shared
COPY infra/local infra/local
USER node

FROM ${NODE_IMAGE} AS web
WORKDIR /souk
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOST=0.0.0.0 PORT=3000
COPY --from=web-build /souk/node_modules node_modules
COPY --from=web-build /souk/web web
WORKDIR /souk/web
USER node
EXPOSE 3000
CMD ["node", "node_modules/next/dist/bin/next", "start"]

FROM ${NODE_IMAGE} AS service
WORKDIR /souk
ENV NODE_ENV=production HOST=0.0.0.0
COPY --from=production-dependencies /souk ./
COPY gateway gateway
COPY subgraphs subgraphs
USER node
CMD ["node", "gateway/src/main.ts"]
