/** Bytes that are hardly HTTP, or HTTP that hides a second request. */
import { type Attack, type Headers, sent } from './attack.js';

const line = 'POST /api/v1/authors HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
const get = 'GET /api/v1/authors HTTP/1.1\r\nHost: x\r\n';
const smuggled = 'GET /api/v1/smuggled HTTP/1.1\r\nHost: x\r\n\r\n';
const chunked = 'Transfer-Encoding: chunked\r\n';
const bad = [400];

/** Two ways to tell where a body ends, or none that holds: refused, or at least not read as two requests. */
const framing: Record<string, string> = {
  'a length and chunks': `${line}Content-Length: 5\r\n${chunked}\r\n0\r\n\r\n${smuggled}`,
  'chunks and a length': `${line}${chunked}Content-Length: 5\r\n\r\n0\r\n\r\n${smuggled}`,
  'two lengths': `${line}Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}${smuggled}`,
  'two lengths in one': `${line}Content-Length: 2, 40\r\n\r\n{}${smuggled}`,
  'the same length twice, in one': `${line}Content-Length: 2, 2\r\n\r\n{}`,
  'a negative length': `${line}Content-Length: -1\r\n\r\n{}`,
  'a length with a plus': `${line}Content-Length: +2\r\n\r\n{}`,
  'a length in hexadecimal': `${line}Content-Length: 0x2\r\n\r\n{}`,
  'a length that is none': `${line}Content-Length: two\r\n\r\n{}`,
  'a length beyond all numbers': `${line}Content-Length: 99999999999999999999999\r\n\r\n{}`,
  'a length with a space in it': `${line}Content-Length: 1 2\r\n\r\n{}`,
  'chunks of another name': `${line}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`,
  'chunks twice': `${line}Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n`,
  'chunks, then identity': `${line}${chunked}Transfer-Encoding: identity\r\n\r\n0\r\n\r\n`,
  'chunks with a space before the colon': `${line}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n`,
  'chunks in quotes': `${line}Transfer-Encoding: "chunked"\r\n\r\n0\r\n\r\n`,
  'chunks with a vertical tab': `${line}Transfer-Encoding:\vchunked\r\n\r\n0\r\n\r\n`,
  'a chunk size that is none': `${line}${chunked}\r\nxyz\r\n{}\r\n0\r\n\r\n`,
  'a negative chunk size': `${line}${chunked}\r\n-1\r\n{}\r\n0\r\n\r\n`,
  'a chunk size with 0x': `${line}${chunked}\r\n0x2\r\n{}\r\n0\r\n\r\n`,
  'a chunk size beyond all numbers': `${line}${chunked}\r\nfffffffffffffffff\r\n{}\r\n0\r\n\r\n`,
  'a chunk longer than its size': `${line}${chunked}\r\n1\r\n{}{}{}\r\n0\r\n\r\n`,
  'a chunk without its end of line': `${line}${chunked}\r\n2\r\n{}0\r\n\r\n`,
  'a chunk ended by a line feed': `${line}${chunked}\r\n2\n{}\n0\n\n`,
};

/** Not a request. */
const nonsense: Record<string, string> = {
  'HTTP/0.9': 'GET /\r\n\r\n',
  'HTTP/2.0 in text': 'GET / HTTP/2.0\r\nHost: x\r\n\r\n',
  'HTTP/9.9': 'GET / HTTP/9.9\r\nHost: x\r\n\r\n',
  'the preface of HTTP/2': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  'a ClientHello of TLS': '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n\r\n',
  zeros: '\0'.repeat(2_000) + '\r\n\r\n',
  bytes: '\xff\xfe\xfd\xfc\r\n\r\n',
  SSH: 'SSH-2.0-OpenSSH_9.2\r\n\r\n',
  'a command of Redis': '*1\r\n$4\r\nPING\r\n\r\n',
  'a start message of PostgreSQL': '\0\0\0\x08\x04\xd2\x16\x2f\r\n\r\n',
  'no method': ' / HTTP/1.1\r\nHost: x\r\n\r\n',
  'no target': 'GET  HTTP/1.1\r\nHost: x\r\n\r\n',
  'a method of nonsense': 'G@T / HTTP/1.1\r\nHost: x\r\n\r\n',
  'a method nobody knows': 'BREW /api/v1/authors HTTP/1.1\r\nHost: x\r\n\r\n',
  'a method of 10 kB': `${'A'.repeat(10_000)} / HTTP/1.1\r\nHost: x\r\n\r\n`,
  'a method in small letters': 'get / HTTP/1.1\r\nHost: x\r\n\r\n',
  'no version': 'GET /\r\nHost: x\r\n\r\n',
  'a version that is none': 'GET / HTTQ/1.1\r\nHost: x\r\n\r\n',
  'two spaces before the version': 'GET /  HTTP/1.1\r\nHost: x\r\n\r\n',
  'a space in the target': 'GET /a b HTTP/1.1\r\nHost: x\r\n\r\n',
  'a tab in the target': 'GET /a\tb HTTP/1.1\r\nHost: x\r\n\r\n',
  'no host': 'GET /api/v1/authors HTTP/1.1\r\n\r\n',
  'a header without a colon': `${get}Nonsense\r\n\r\n`,
  'a header without a name': `${get}: x\r\n\r\n`,
  'a header with a space in its name': `${get}X Y: z\r\n\r\n`,
  'a header with a NUL': `${get}X-A: a\0b\r\n\r\n`,
  'a header with a carriage return': `${get}X-A: a\rb\r\n\r\n`,
  'a folded header': `${get}X-A: a\r\n  folded\r\n\r\n`,
  'a header that begins with space': `GET / HTTP/1.1\r\n Host: x\r\n\r\n`,
  'headers without an end': `${get}X-A: ${'a'.repeat(200_000)}`,
};

/** HTTP, if only just. */
const unusual: Record<string, [bytes: string, allowed: readonly number[]]> = {
  'the target *': ['GET * HTTP/1.1\r\nHost: x\r\n\r\n', [400, 404]],
  'OPTIONS *': ['OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n', [200, 204, 400, 404]],
  'a target in absolute form': ['GET http://evil.example/api/v1/authors HTTP/1.1\r\nHost: x\r\n\r\n', [200, 400, 404]],
  'a target in absolute form, of another scheme': ['GET file:///etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n', [400, 404]],
  CONNECT: ['CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n', [400, 404, 405, 501]],
  'a target without a slash': ['GET api/v1/authors HTTP/1.1\r\nHost: x\r\n\r\n', [400, 404]],
  'a fragment': ['GET /api/v1/authors#x HTTP/1.1\r\nHost: x\r\n\r\n', [200, 400, 404]],
  'bytes beyond ASCII in the target': ['GET /api/v1/\xe4\xf6\xfc HTTP/1.1\r\nHost: x\r\n\r\n', [400, 404]],
  'two hosts': [`${get}Host: evil.example\r\n\r\n`, [200, 400]],
  'a host of nonsense': ['GET /api/v1/authors HTTP/1.1\r\nHost: <script>"\'@:99999\r\n\r\n', [200, 400]],
  'an empty host': ['GET /api/v1/authors HTTP/1.1\r\nHost:\r\n\r\n', [200, 400]],
  'two types': [`${line}Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}`, [400, 401, 415]],
  'two request ids': [`${get}X-Request-Id: a\r\nX-Request-Id: b\r\n\r\n`, [200, 400]],
  'two credentials': [`${get}Authorization: Bearer a\r\nAuthorization: Bearer b\r\n\r\n`, [200, 400, 401]],
  'HTTP/1.0': ['GET /api/v1/authors HTTP/1.0\r\n\r\n', [200, 400]],
  'line feeds alone': ['GET /api/v1/authors HTTP/1.1\nHost: x\n\n', [200, 400]],
  'empty lines before': [`\r\n\r\n${get}\r\n`, [200, 400]],
  'an Expect that is met': [`${line}Expect: 100-continue\r\nContent-Length: 2\r\n\r\n{}`, [400, 401]],
  'chunks with an extension': [`${line}${chunked}\r\n2;a="b"\r\n{}\r\n0\r\n\r\n`, [400, 401]],
  'chunks with a long extension': [`${line}${chunked}\r\n2;${'a'.repeat(100_000)}\r\n{}\r\n0\r\n\r\n`, [400, 401, 413]],
  'chunks with a trailer': [
    `${line}${chunked}\r\n2\r\n{}\r\n0\r\nX-Admin: yes\r\nContent-Length: 3\r\n\r\n`,
    [400, 401],
  ],
  'chunks of a byte each': [`${line}${chunked}\r\n${'1\r\n{\r\n'.repeat(5_000)}0\r\n\r\n`, [400, 401]],
  'chunks without an end, of 3 MB': [
    `${line}${chunked}\r\n${`10000\r\n${'x'.repeat(65_536)}\r\n`.repeat(48)}`,
    [400, 401, 413],
  ],
  'a length of gigabytes': [`${line}Content-Length: 9999999999\r\n\r\n{`, [401, 413]],
};

export function wire(credentials: Headers): Attack[] {
  const authorised = Object.entries(credentials)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  const withCredentials = (bytes: string) => bytes.replace('Content-Type', `${authorised}Content-Type`);
  return [
    ...Object.entries(framing).map(([name, bytes]) => sent(`framing: ${name}`, withCredentials(bytes), bad)),
    ...Object.entries(nonsense).map(([name, bytes]) =>
      sent(`not HTTP: ${name}`, bytes, [400, 404, 405, 408, 414, 431, 501, 505]),
    ),
    ...Object.entries(unusual).map(([name, [bytes, allowed]]) =>
      sent(`unusual: ${name}`, withCredentials(bytes), allowed),
    ),
    sent('ten requests at once', `${get}\r\n`.repeat(10), [200], { answers: 10, mayClose: false }),
    sent('a good request, then a bad one', `${get}\r\nG@T / HTTP/1.1\r\n\r\n`, [200, 400], { answers: 2 }),
    sent('a thousand requests at once', `${get.replace('/authors', '/nothing')}\r\n`.repeat(1_000), [404, 503], {
      answers: 1_000,
      mayClose: false,
    }),
    sent(
      'an end in the middle of a body',
      withCredentials(`${line}Content-Length: 500\r\n\r\n{"name":"a"`),
      [400, 408, 401],
      { mayWait: true },
    ),
    sent('an end in the middle of the headers', get, [400, 408], { mayWait: true }),
    {
      name: 'a body a byte at a time',
      allowed: [400, 401],
      pause: 25,
      bytes: [withCredentials(`${line}Content-Length: 20\r\n\r\n`), ...'{"nothing":12345678}'.split('')],
    },
    {
      name: 'headers a byte at a time',
      allowed: [404],
      pause: 10,
      bytes: 'GET /api/v1/nothing HTTP/1.1\r\nHost: x\r\nX-Slow: yes\r\n\r\n'.split(''),
    },
  ];
}
