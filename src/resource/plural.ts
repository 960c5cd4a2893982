/**
 * One English word's singular and plural. The library knows the language; the tables here correct it where words of
 * software and business go wrong. For every word: `singular(plural(singular(word))) === singular(word)`.
 */
import pluralize from 'pluralize';

/** Words without a plural of their own, beyond those the library knows. */
const uncountable = new Set(
  words(
    'data metadata media multimedia sms mms dns gps css aws cms rss pos ios tls https saas paas iaas js os as is us',
    'devops ops mlops redis postgres kubernetes analytics logistics physics mathematics economics electronics politics',
    'ethics robotics genetics forensics gymnastics athletics telemetry hardware firmware middleware malware audio',
    'advice traffic weather homework knowledge furniture luggage feedback payroll staff clothes means basis rabies',
    'arthritis hepatitis asbestos chaos cosmos ethos evidence molasses yoga biceps dialysis sepsis',
  ),
);

/** Other spellings: of uncountable words, and of plurals. */
const aliases = new Map([
  ['datum', 'data'],
  ['metadatum', 'metadata'],
  ['dominoes', 'domino'],
  ['mosquitoes', 'mosquito'],
  ['viri', 'virus'],
]);

/** Words that only take an s, where the library would do more: -ie, -u, -use, -che and others. */
const withS = words(
  'auntie birdie boogie bookie brownie budgie cabbie calorie collie cookie cutie doggie foodie freebie genie goalie',
  'groupie hippie homie hoodie indie junkie kiddie laddie menagerie movie necktie newbie nightie oldie patisserie',
  'pinkie pixie prairie quickie reverie roadie rookie roomie rotisserie selfie smoothie sortie sweetie techie veggie',
  'walkie weenie yuppie zombie',
  'bayou cpu ecu emu gnu gpu guru haiku mcu sku tofu tutu vcpu',
  'excuse fuse masseuse mousse muse recluse refuse ruse',
  'ache cache cliche creche headache heartache moustache mustache niche psyche quiche toothache',
  'epoch eunuch loch matriarch monarch patriarch stomach tech',
  'abdomen agenda aid bodega diocese german omen posse reuse roman schema premise shaman specimen superhuman talisman toga trivia uri weave',
);

/** Words that take -es, where the library would take the last s for a plural's. */
const withEs = words(
  'bias blitz canvas chrysalis ibis lens mantis metropolis pancreas pelvis rhinoceros thermos trellis uterus virus waltz',
  'yes',
);

/** Words on -is whose plural is on -es. */
const onIs = words(
  'axis catharsis ellipsis genesis hypnosis metamorphosis nemesis neurosis oasis paralysis prognosis psychosis symbiosis',
);

/** Plurals the library does not know, by singular. */
const irregular = new Map([
  ...withS.map((word) => [word, `${word}s`] as const),
  ...withEs.map((word) => [word, `${word}es`] as const),
  ...onIs.map((word) => [word, `${word.slice(0, -2)}es`] as const),
  ['medium', 'mediums'],
  ['fez', 'fezzes'],
  ['quiz', 'quizzes'],
]);

const singulars = new Map([...irregular].map(([singular, plural]) => [plural, singular]));

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

function words(...lines: string[]): string[] {
  return lines.flatMap((line) => line.split(' '));
}
