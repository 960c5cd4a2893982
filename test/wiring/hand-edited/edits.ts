/** What people do to the files of a project: each edit is a name and a rewriting of the whole text. */

/** A file as somebody left it. */
export type Edit = readonly [name: string, rewrite: (text: string) => string];

const indented = (unit: string) => (text: string) =>
  text.replaceAll(/^( {2})+/gm, (indent) => unit.repeat(indent.length / 2));
const crlf = (text: string) => text.replaceAll('\n', '\r\n');
const doubleQuoted = (text: string) => text.replaceAll(/'([^'"\n]*)'/g, '"$1"');
const withoutSemicolons = (text: string) => text.replaceAll(/;$/gm, '');
const mark = (text: string) => `\uFEFF${text}`;

function importsReversed(text: string): string {
  const lines = text.split('\n');
  const imports = lines.filter((line) => line.startsWith('import '));
  const others = lines.filter((line) => !line.startsWith('import '));
  return [...imports.toReversed(), ...others].join('\n');
}

/** Edits that any file of TypeScript may have seen. */
export const editsOfAnyFile: readonly Edit[] = [
  ['CRLF', crlf],
  ['tabs', indented('\t')],
  ['four spaces', indented('    ')],
  ['no semicolons', withoutSemicolons],
  ['double quotes', doubleQuoted],
  ['a byte order mark', mark],
  ['no final line end', (text) => text.trimEnd()],
  ['blank lines at the end', (text) => `${text}\n\n`],
  ['a licence on top', (text) => `/*!\n * Copyright of somebody, and [brackets], {braces}; too.\n */\n\n${text}`],
  [
    'a comment above every line of code',
    (text) => text.replaceAll(/^(?=(?:import|export) )/gm, '// keep this, [please]\n'),
  ],
  ['a comment behind every line', (text) => text.replaceAll(/([;,])$/gm, '$1 // as agreed, see [1]')],
  ['imports the other way round', importsReversed],
  ['spaces at the ends of lines', (text) => text.replaceAll(/([;,])$/gm, '$1  ')],
  ['blank lines between all', (text) => text.replaceAll('\n', '\n\n')],
  ['all of the house of a Windows user', (text) => mark(crlf(withoutSemicolons(doubleQuoted(indented('\t')(text)))))],
  ['code of one’s own below', (text) => `${text}\nexport const extra = { list: [1, 2], of: () => ({}) };\n`],
];

const list = /export const modules: ApiModule\[\] = \[([\s\S]*?)\];/;
const rewritten = (change: (elements: string) => string) => (text: string) =>
  text.replace(list, (_, elements: string) => change(elements.trim().replace(/,$/, '')));

/** Edits of the list of modules. */
export const editsOfModules: readonly Edit[] = [
  ['as const', rewritten((all) => `export const modules = [${all}] as const;`)],
  ['satisfies', rewritten((all) => `export const modules = [${all}] satisfies readonly ApiModule[];`)],
  [
    'as const satisfies, in brackets',
    rewritten((all) => `export const modules = ([${all}] as const) satisfies readonly ApiModule[];`),
  ],
  ['a type argument', rewritten((all) => `export const modules: readonly Readonly<ApiModule>[] = [${all}];`)],
  [
    'a local name',
    rewritten((all) => `const everything: ApiModule[] = [${all}];\n\nexport { everything as modules };`),
  ],
  ['exported below', rewritten((all) => `const modules: ApiModule[] = [${all}];\n\nexport { modules };`)],
  ['exported twice', rewritten((all) => `export const modules: ApiModule[] = [${all}];\n\nexport default modules;`)],
  ['frozen', rewritten((all) => `export const modules = Object.freeze<ApiModule[]>([${all}]);`)],
  ['one line', rewritten((all) => `export const modules: ApiModule[] = [${all.replaceAll(/\s+/g, ' ')}];`)],
  [
    'a line for each',
    rewritten((all) => `export const modules: ApiModule[] = [\n${all.replaceAll(/^ */gm, '  ')},\n];`),
  ],
  [
    'no trailing comma',
    rewritten((all) => `export const modules: ApiModule[] = [\n${all.replaceAll(/^ */gm, '  ')}\n];`),
  ],
  [
    'comments inside',
    rewritten(
      (all) =>
        `export const modules: ApiModule[] = [\n  // the first ones, [sic]\n  ${all}, // so far\n  // TODO: more\n];`,
    ),
  ],
  [
    'a list spread into it',
    rewritten((all) => `const core: ApiModule[] = [${all}];\nexport const modules: ApiModule[] = [...core];`),
  ],
  ['brackets with spaces', rewritten((all) => `export const modules: ApiModule[] = [ ${all} ];`)],
  ['nothing in it', rewritten(() => `export const modules: ApiModule[] = [];`)],
  ['a let', rewritten((all) => `export let modules: ApiModule[] = [${all}];`)],
  [
    'a trailing annotation',
    rewritten((all) => `export const modules /* all of them */: ApiModule[] = [${all}]; // mounted below /api/v1`),
  ],
];

/** Edits of a model in Prisma's schema language. */
export const editsOfModels: readonly Edit[] = [
  ['CRLF', crlf],
  ['tabs', indented('\t')],
  ['no final line end', (text) => text.trimEnd()],
  ['comments', (text) => text.replaceAll(/^ {2}(?=\w)/gm, '  /// said of it: { braces }\n  ')],
  ['a comment behind every line', (text) => text.replaceAll(/(\w|\))$/gm, '$1 // yes }')],
  ['a second model below', (text) => `${text}\nmodel Note {\n  id String @id\n}\n`],
  ['an enum above', (text) => `enum Colour {\n  red\n  green\n}\n\n${text}`],
  ['one space only', (text) => text.replaceAll(/(\S) {2,}/g, '$1 ')],
  ['blank lines inside', (text) => text.replaceAll(/^ {2}(?=\w)/gm, '\n  ')],
];
