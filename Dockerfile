# Tiller's API in Node, for machines of one's own; also as a Cloudflare Container. See docs/deploy.md.
FROM node:24-slim AS pages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY src ./src
COPY client ./client
COPY web ./web
RUN node web/build.ts

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
COPY src ./src
COPY worker ./worker
COPY server ./server
COPY web ./web
COPY --from=pages /app/dist/web ./dist/web
COPY models ./models
USER node
EXPOSE 8080
HEALTHCHECK --start-period=30s CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.PORT+'/healthz').then(({ok})=>process.exit(ok?0:1),()=>process.exit(1))"]
CMD ["node", "server/main.ts"]
