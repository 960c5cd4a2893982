/** The page at /docs: Swagger UI from node_modules, so that it works without any other network. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** One GET route below the root. */
export interface DocsAsset {
  path: string;
  /** Names in lower case; they replace security headers of the same name. */
  headers: Readonly<Record<string, string>>;
  body(): Promise<string | Buffer>;
}

const { resolve } = createRequire(import.meta.url);

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
].join('; ');

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>API documentation</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css">
  </head>
  <body>
    <div id="docs"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

const start = `SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  validatorUrl: null,
});
`;

export const docsAssets: readonly DocsAsset[] = [
  {
    path: '/docs',
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
    body: async () => page,
  },
  {
    path: '/docs/start.js',
    headers: { 'content-type': 'text/javascript; charset=utf-8' },
    body: async () => start,
  },
  packaged('swagger-ui-bundle.js', 'text/javascript; charset=utf-8'),
  packaged('swagger-ui.css', 'text/css; charset=utf-8'),
];

/** A file of the swagger-ui-dist package, read when it is first asked for. */
function packaged(name: string, contentType: string): DocsAsset {
  let content: Promise<Buffer> | undefined;
  return {
    path: `/docs/${name}`,
    headers: { 'content-type': contentType, 'cache-control': 'public, max-age=3600' },
    body: () => (content ??= readFile(resolve(`swagger-ui-dist/${name}`))),
  };
}
