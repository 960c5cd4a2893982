/**
 * One isolated Handlebars: strict, without HTML escaping, with a closed list of helpers. A name that the view does
 * not have is an error and never an empty string.
 */
import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import type { PathMap } from '../catalog/fragment.js';

/** Names a template sees. */
export type View = Readonly<Record<string, unknown>>;

const helpers = { path: true, built: true, json: true };
const compiled = new Map<string, Handlebars.TemplateDelegate<View>>();

/** Renders the template at an absolute path. */
export function renderTemplate(file: string, view: View, paths: PathMap): string {
  try {
    return compile(file)(view, {
      helpers: {
        path: (target: string) => paths(target),
        built: (target: string) => builtPath(paths(target)),
        json: (value: unknown) => JSON.stringify(value),
      },
      // Views are plain data of our own making, so prototype access never applies.
    });
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Where the compiler puts a source file: `src/main.ts` → `dist/main.js`. */
export function builtPath(source: string): string {
  return source.replace(/^src\//, 'dist/').replace(/\.ts$/, '.js');
}

function compile(file: string): Handlebars.TemplateDelegate<View> {
  let template = compiled.get(file);
  if (!template) {
    template = Handlebars.create().compile<View>(readFileSync(file, 'utf8'), {
      strict: true,
      noEscape: true,
      knownHelpersOnly: true,
      knownHelpers: helpers as unknown as KnownHelpers,
    });
    compiled.set(file, template);
  }
  return template;
}
