/**
 * How templates are compiled: strict, without HTML escaping, with a closed list of helpers. A name that the view does
 * not have is an error and never an empty string.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Handlebars from 'handlebars';
import { templatesRoot } from '../package/root.js';

const options = {
  strict: true,
  noEscape: true,
  knownHelpersOnly: true,
  knownHelpers: { path: true, built: true, json: true } as unknown as KnownHelpers,
};

/** The code of a template, as a JavaScript expression. */
export function precompile(source: string): string {
  return String(Handlebars.precompile(source, options));
}

/** A CommonJS module with the code of every template, by its path below templates/: `npm run build` keeps it in dist/. */
export function precompileAll(): string {
  const files = readdirSync(templatesRoot, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.hbs'))
    .sort();
  const entries = files.map((file) => {
    const key = file.split(path.sep).join('/');
    return `${JSON.stringify(key)}: ${precompile(readFileSync(path.join(templatesRoot, file), 'utf8'))}`;
  });
  return `module.exports = {\n${entries.join(',\n')},\n};\n`;
}
