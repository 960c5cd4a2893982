/** When answers are sent compressed: to those who take gzip, and where it saves more than it costs. */

/** Bytes. */
const threshold = 1_024;

const compressible = /^text\/|[/+](?:json|javascript|xml)\b/;

/** Whether to compress an answer with the headers, to a request with this Accept-Encoding. */
export function isWorthGzip(
  body: string | Buffer,
  contentType: unknown,
  acceptEncoding: string | undefined,
): boolean {
  return (
    acceptEncoding !== undefined &&
    body.length >= threshold &&
    compressible.test(String(contentType)) &&
    acceptsGzip(acceptEncoding)
  );
}

/** As RFC 9110, section 12.5.3, has it: `gzip;q=0` refuses, `*` stands for what is not named. */
function acceptsGzip(header: string): boolean {
  const weights = new Map<string, number>();
  for (const offer of header.toLowerCase().split(',')) {
    const [coding = '', weight = 'q=1'] = offer.split(';').map((part) => part.trim());
    weights.set(coding, Number(weight.replace('q=', '')));
  }
  return (weights.get('gzip') ?? weights.get('*') ?? 0) > 0;
}
