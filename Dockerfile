# Debian, not Alpine: the native runtime of the embedded model needs glibc. An exact version; to pin its bytes as well, write
# what this says after the name, twice: docker buildx imagetools inspect node:24.21.0-slim --format '@{{.Manifest.Digest}}'
FROM node:24.21.0-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No package's own script is needed here: Node comes with the image, and nothing is built. Of onnxruntime's libraries only
# those of Linux are kept.
RUN npm ci --omit=dev --ignore-scripts \
  && rm -rf node_modules/onnxruntime-node/bin/napi-v*/darwin node_modules/onnxruntime-node/bin/napi-v*/win32

FROM node:24.21.0-slim
WORKDIR /app
ENV NODE_ENV=production \
  DATA_DIR=/data \
  CORPUS_DIR=/documents \
  OPERATIONS_ADDRESS=0.0.0.0:9464 \
  WEBHOOK_ADDRESS=0.0.0.0:8080
COPY --from=packages /app/node_modules node_modules
COPY package.json LICENSE NOTICE glossary.tsv ./
COPY scripts scripts
COPY src src
COPY corpus /documents
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8080 9464
HEALTHCHECK --interval=30s --timeout=30s --start-period=120s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:9464/ready').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Threads share two pools of the C library, large blocks are given back, and 16 MB at most are kept for the next: 35 MB less.
ENV MALLOC_ARENA_MAX=2 \
  MALLOC_MMAP_THRESHOLD_=4194304 \
  MALLOC_TRIM_THRESHOLD_=16777216
CMD ["node", "--import", "./scripts/before-start.mjs", "src/main.ts"]
