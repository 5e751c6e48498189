ARG NODE_VERSION=22

# ── All dependencies, with what compiles better-sqlite3 where no prebuilt binary fits ──
FROM node:${NODE_VERSION}-bookworm AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY .swcrc tsconfig.json nest-cli.json ./
COPY scripts ./scripts
COPY apps ./apps
COPY libs ./libs
COPY config ./config
RUN npm run -s build \
 && npm prune --omit=dev --no-audit --no-fund

# ── What runs: Node, the production dependencies, the built code ──
FROM node:${NODE_VERSION}-bookworm-slim AS runtime
LABEL org.opencontainers.image.title="Engram" \
      org.opencontainers.image.description="The memory service that AI agents can be trusted with" \
      org.opencontainers.image.licenses="MIT"

# Within a container every address is the container's own: who reaches it is decided by which ports are published.
ENV NODE_ENV=production \
    ENGRAM_HOME=/data \
    ENGRAM_SERVE_HOST=0.0.0.0 \
    ENGRAM_SERVE_ALLOW_REMOTE=true \
    ENGRAM_SERVE_PORT=8765 \
    ENGRAM_LOGGING_FORMAT=json

WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/config ./config
RUN ln -s /app/dist/apps/cli/src/main.js /usr/local/bin/engram \
 && install -d -o node -g node -m 0750 /data

USER node
VOLUME /data
EXPOSE 8765
# Drains, then closes; a second signal ends at once.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.ENGRAM_SERVE_PORT}/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]

# node itself is process 1, so that signals reach it.
ENTRYPOINT ["node", "--enable-source-maps", "dist/apps/cli/src/main.js"]
CMD ["serve"]
