/** Bodies that are not what they should be. */
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { type Attack, type Headers, posted } from './attack.js';

const nest = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);

/** Not JSON. */
const malformed: Record<string, string | Buffer> = {
  'an open brace': '{',
  'a bracket and a brace': '[}',
  'a comma at the end': '{"name":"a",}',
  'a comma alone': '{,}',
  'no quotes': '{name:"a"}',
  'single quotes': "{'name':'a'}",
  'a comment': '{"name":"a"/* */}',
  'a line comment': '// x\n{"name":"a"}',
  'an open string': '{"name":"a',
  'a line break in a string': '{"name":"a\nb"}',
  'a tab in a string': '{"name":"a\tb"}',
  'a NUL in a string': '{"name":"a\0b"}',
  'a bad escape': '{"name":"\\x41"}',
  'half an escape': '{"name":"\\u00"}',
  'a backslash at the end': '{"name":"\\',
  NaN: '{"name":NaN}',
  Infinity: '{"name":Infinity}',
  undefined: 'undefined',
  'a leading zero': '{"name":01}',
  'a plus': '{"name":+1}',
  'a point at the end': '{"name":1.}',
  hexadecimal: '{"name":0x10}',
  'two values': '{}{}',
  'something behind': '{"name":"a"} x',
  'nothing but space': ' \r\n\t ',
  'a byte order mark twice': '\ufeff\ufeff{"name":"a"}',
  'UTF-16': Buffer.from('{"name":"a"}', 'utf16le'),
  'UTF-32': Buffer.from([0, 0, 0, 0x7b, 0, 0, 0, 0x7d]),
  'bytes of no text': Buffer.from([0xde, 0xad, 0xbe, 0xef, 0, 1, 2, 3]),
  XML: '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
  'form fields': 'name=a&bio=b',
  'lists a thousand deep': nest('[', ']', 1_000),
  'lists a hundred thousand deep': nest('[', ']', 100_000),
  'open lists': '['.repeat(200_000),
  'open objects': '{"a":'.repeat(100_000),
  'objects a thousand deep': nest('{"a":', '', 1_000) + '1' + '}'.repeat(1_000),
  'deep within a field': `{"name":${nest('[', ']', 500)}}`,
};

/** JSON, but not what was asked for. */
const unwanted: Record<string, string> = {
  'a list': '[]',
  'a list of items': '[{"name":"a"}]',
  'a string': '"name"',
  'a number': '7',
  'a huge number': '1e999999',
  'a number of 100,000 digits': '9'.repeat(100_000),
  'a field of 100,000 digits': `{"name":${'9'.repeat(100_000)}}`,
  'a field beyond all numbers': '{"name":1e400}',
  null: 'null',
  true: 'true',
  'nothing in it': '{}',
  'a list as a field': '{"name":["a"]}',
  'an object as a field': '{"name":{"$gt":""}}',
  'an empty key': '{"":"a","name":"a"}',
  'a long key': `{"${'k'.repeat(100_000)}":1}`,
  '20,000 keys': `{${Array.from({ length: 20_000 }, (_, index) => `"k${index}":${index}`).join(',')}}`,
  '50,000 faults': `[${'"x",'.repeat(50_000)}1]`,
  'a surrogate': '{"name":"\\ud800"}',
  'an escaped NUL': '{"name":"a\\u0000b"}',
  'a field of a megabyte': `{"name":"${'x'.repeat(900_000)}"}`,
  '__proto__ alone': '{"__proto__":{"name":"a"}}',
  'constructor alone': '{"constructor":{"prototype":{"name":"a"}}}',
  'a toString': '{"name":{"toString":"x","valueOf":"x"}}',
  'a then': '{"then":"x"}',
  'a length': '{"length":1000000000,"name":{"length":1e9}}',
  'a hasOwnProperty': '{"hasOwnProperty":1}',
};

/** What is in the body is well; how it is said to be is not. */
const types = [
  'text/plain',
  'text/html',
  'application/xml',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/octet-stream',
  'application/jsonp',
  'application/json5',
  'text/json',
  'application/vnd.api+json',
  'json',
  '*/*',
  'application/*',
  'application',
  '/',
  ';',
  'application/json, text/plain',
  'x'.repeat(5_000),
];

const bomb = Buffer.alloc(50_000_000);

/** Refused without being unpacked. */
const packed: Record<string, [encoding: string, body: Buffer]> = {
  gzip: ['gzip', gzipSync('{"name":"a"}')],
  deflate: ['deflate', deflateSync('{"name":"a"}')],
  brotli: ['br', brotliCompressSync('{"name":"a"}')],
  'a bomb of gzip': ['gzip', gzipSync(bomb)],
  'a bomb of brotli': ['br', brotliCompressSync(bomb, { params: { 1: 1 } })],
  'ten times gzip': ['gzip, gzip, gzip, gzip, gzip, gzip, gzip, gzip, gzip, gzip', gzipSync('{}')],
  'what is none': ['gzip', Buffer.from('{"name":"a"}')],
  'no encoding there is': ['zstd-like', Buffer.from('{"name":"a"}')],
};

const giant = 'x'.repeat(3_000_000);

export function bodies(credentials: Headers): Attack[] {
  const refusedType = [415];
  return [
    ...Object.entries(malformed).map(([name, body]) => posted(`not JSON: ${name}`, body, [400], credentials)),
    ...Object.entries(unwanted).map(([name, body]) => posted(`JSON: ${name}`, body, [400], credentials)),
    posted('a body of 3 MB', JSON.stringify({ name: giant }), [413], credentials),
    posted('a list of 3 MB', `[${'1,'.repeat(1_500_000)}1]`, [413], credentials),
    posted('a byte over 1 MB', `{"name":"${'x'.repeat(1_048_576 - 10)}"}`, [413], credentials),
    posted('the same key twice', '{"name":"a\\u0000","name":7}', [400], credentials),
    posted('a byte order mark', '\ufeff{"name":7}', [400], credentials),
    posted(
      'bytes of no UTF-8',
      Buffer.concat([Buffer.from('{"nothing":"'), Buffer.from([0xff, 0xc0, 0x80]), Buffer.from('"}')]),
      [400],
      credentials,
    ),
    posted('an overlong UTF-8', Buffer.from('{"nothing":"\xc1\x81"}', 'latin1'), [400], credentials),
    posted('half a character of UTF-8', Buffer.from('{"nothing":"\xf0\x9f\x98"}', 'latin1'), [400], credentials),
    ...types.map((type) =>
      posted(`the type ${type.slice(0, 40)}`, '{"name":7}', refusedType, { ...credentials, 'Content-Type': type }),
    ),
    ...['utf-16', 'iso-8859-1', 'utf-7', 'x', '"', 'utf-8"; x="'].map((charset) =>
      posted(`the charset ${charset}`, '{"nothing":7}', [400, 415], {
        ...credentials,
        'Content-Type': `application/json; charset=${charset}`,
      }),
    ),
    ...[giant, `--x\r\nContent-Disposition: form-data; name="a"; filename="../../a"\r\n\r\n${giant}\r\n--x--`].flatMap(
      (body, index) =>
        ['multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', 'text/plain', 'application/xml'].map(
          (type) => posted(`3 MB (${index}) of ${type}`, body, [413, 415], { ...credentials, 'Content-Type': type }),
        ),
    ),
    ...Object.entries(packed).map(([name, [encoding, body]]) =>
      posted(`packed: ${name}`, body, [413, 415], { ...credentials, 'Content-Encoding': encoding }),
    ),
    posted('a body for a GET', '{"name":7}', [400, 404, 405, 415], credentials, '/api/v1/nothing'),
    posted('a body of a stranger’s, 3 MB long, for nobody', giant, [404, 413], {}, '/api/v1/nothing'),
  ];
}
