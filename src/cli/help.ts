/** Help beyond the lists of options: examples, and the words of the resource language. */
import { fieldTypes, modifiers, valued } from '../resource/types.js';

/** Texts that follow the lists of options. */
export interface HelpTexts {
  program: string;
  create: string;
  generate: string;
  destroy: string;
  list: string;
  info: string;
}

/** Examples as they are typed, in the name the program was called by. */
export function helpTexts(name: string): HelpTexts {
  return {
    program: examples(
      `${name} my-api --preset rest-prisma-jwt`,
      `${name} generate resource post title:string body:text:optional`,
      `${name} <verb> --help`,
    ),
    create: examples(
      `${name} my-api --preset rest-prisma-jwt`,
      `${name} my-api --framework express --orm drizzle --auth jwt --cache redis`,
      `${name} . --preset ./team.json --resource "post title:string author:ref=user"`,
      `${name} my-api --preset minimal --dry-run`,
    ),
    generate: `\n${fieldHelp()}${examples(
      `${name} generate resource post title:string body:text:optional`,
      `${name} generate resource comment text:text post:ref=post:cascade --under post --access authenticated`,
      `${name} generate resource product price:decimal=10,2:min=0 status:enum=draft,live --only list,get,create`,
      `${name} generate middleware tenant --after requestLog`,
      `${name} generate migration add search index`,
    )}`,
    destroy: examples(
      `${name} destroy resource post`,
      `${name} destroy resource post comment --dry-run`,
      `${name} destroy resource post --force --yes`,
    ),
    list: examples(`${name} list`, `${name} list presets`, `${name} list choices --json`),
    info: examples(`${name} info`, `${name} info --cwd ../my-api --json`),
  };
}

function fieldHelp(): string {
  const named = modifiers.map((modifier) => (valued.has(modifier) ? `${modifier}=…` : modifier));
  return [
    'Fields are written name:type[=argument][:modifier[=value]]…',
    `  types      ${wrapped(fieldTypes.map((type) => typeForms[type] ?? type))}`,
    `  modifiers  ${wrapped(named)}`,
    '',
  ].join('\n');
}

const typeForms: Readonly<Record<string, string>> = {
  decimal: 'decimal=10,2',
  enum: 'enum=a,b',
  ref: 'ref=user',
  refs: 'refs=tag',
};

function wrapped(words: readonly string[]): string {
  const lines = [''];
  for (const word of words) {
    if (`${lines.at(-1)} ${word}`.length > 66) lines.push('');
    lines[lines.length - 1] += `${lines.at(-1) === '' ? '' : ' '}${word}`;
  }
  return lines.join(`\n${' '.repeat(13)}`);
}

function examples(...lines: string[]): string {
  return ['', 'Examples:', ...lines.map((line) => `  ${line}`)].join('\n');
}
