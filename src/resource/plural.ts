/**
 * One English word's singular and plural. The library knows the language; the tables here correct it where words of
 * software and business go wrong. For every word: `singular(plural(singular(word))) === singular(word)`.
 */
import pluralize from 'pluralize';

/** Words without a plural of their own, beyond those the library knows. */
const uncountable = new Set(
  (
    'data metadata media multimedia sms mms dns gps css aws cms rss pos ios tls https saas paas iaas js os as is us ' +
    'clothes means goods rabies statistics logistics analytics physics mathematics economics electronics ' +
    'feedback hardware firmware middleware malware audio advice traffic weather homework knowledge furniture luggage ' +
    'telemetry payroll staff'
  ).split(' '),
);

/** Other spellings of uncountable words. */
const aliases = new Map([
  ['datum', 'data'],
  ['metadatum', 'metadata'],
]);

/** Plurals the library does not know, by singular. */
const irregular = new Map(
  Object.entries({
    axis: 'axes',
    bias: 'biases',
    canvas: 'canvases',
    excuse: 'excuses',
    lens: 'lenses',
    medium: 'mediums',
    quiz: 'quizzes',
    yes: 'yeses',
  }),
);

/** Words on -ie and -u, which look like plurals on -y and words on -us once they have an s. */
const plainPlural =
  'auntie birdie bookie brownie budgie caddie calorie collie cookie cutie foodie freebie genie goalie groupie hippie ' +
  'hoodie indie junkie menagerie movie necktie newbie nightie oldie patisserie pixie prairie quickie reverie roadie ' +
  'rookie rotisserie selfie smoothie sortie sweetie techie veggie walkie zombie ' +
  'cpu ecu emu gnu gpu guru haiku mcu sku tofu tutu vcpu';

const singulars = new Map([...irregular].map(([singular, plural]) => [plural, singular]));
for (const word of plainPlural.split(' ')) {
  irregular.set(word, `${word}s`);
  singulars.set(`${word}s`, word);
}

/** Singular of a lower-case word; a singular is its own. */
export function singular(word: string): string {
  let current = aliases.get(word) ?? word;
  for (let step = 0; step < 8; step++) {
    const next = singularOnce(current);
    if (next === current) return current;
    current = next;
  }
  return word;
}

/**
 * Plural of a singular. When another word owns the plural (`leaves` is `leaf`, so not `leave`) or there is none, the
 * word itself.
 */
export function plural(word: string): string {
  if (uncountable.has(word)) return word;
  const candidate = irregular.get(word) ?? pluralize.plural(word);
  return singular(candidate) === word ? candidate : word;
}

function singularOnce(word: string): string {
  if (uncountable.has(word) || irregular.has(word)) return word;
  const known = singulars.get(word);
  if (known !== undefined) return known;
  const candidate = pluralize.singular(word);
  return candidate.length < 2 || !/^[a-z]/.test(candidate) ? word : candidate;
}
