/** Renders a fragment's template folders into files with their final paths. Reads templates, writes nothing. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Fragment, FragmentContext } from '../catalog/fragment.js';
import { templatesRoot } from '../package/root.js';
import type { NameForms } from '../resource/spec.js';
import { renderTemplate, type View } from './engine.js';
import { fitImports } from './fit-imports.js';
import { relocateImports } from './relocate.js';

/** Greatest length of a line in generated projects. */
export const lineWidth = 100;

/** One rendered file, ready to be staged. */
export interface RenderedFile {
  path: string;
  content: string;
  /** `kind/id` of the fragment it came from. */
  fragment: string;
  /** False for a template that is copied: tests prove those to be formatted. */
  rendered: boolean;
}

/** Which of a fragment's template folders. */
export type TemplateFolder = 'files' | 'persistence' | 'resource' | 'middleware' | 'service';

/** Names that a path may have in it. */
export type PathNames = Pick<NameForms, 'file'> & Partial<Pick<NameForms, 'route' | 'table'>>;

/** What to render, and with what. */
export interface RenderRequest {
  fragment: Fragment;
  folder: TemplateFolder;
  view: View;
  context: Pick<FragmentContext, 'has' | 'path'>;
  /** Fills the `__…__` parts of paths, for the templates of generators. */
  names?: PathNames;
}

/**
 * Renders one template folder of a fragment, and those of its variants (`files@auth`) whose capability is there. A
 * template that renders to nothing makes no file.
 */
export function renderFolder(request: RenderRequest): RenderedFile[] {
  const { fragment, folder, context } = request;
  const root = path.join(templatesRoot, fragment.kind, fragment.id);
  return variants(root, folder, context.has).flatMap((variant) =>
    filesBelow(path.join(root, variant))
      .map((file) => renderFile(path.join(root, variant), file, request))
      .filter(({ content }) => content !== ''),
  );
}

function renderFile(root: string, file: string, request: RenderRequest): RenderedFile {
  const { fragment, view, context, names } = request;
  const source = path.join(root, file);
  const target = outputPath(file, names);
  const raw = file.endsWith('.hbs') ? renderTemplate(source, view, context.path) : readFileSync(source, 'utf8');
  return {
    path: context.path(target),
    content: target.endsWith('.ts') ? fitImports(relocateImports(raw, target, context.path), lineWidth) : raw,
    fragment: `${fragment.kind}/${fragment.id}`,
    rendered: file.endsWith('.hbs'),
  };
}

/** Path in the default layout: no `.hbs`; `_name` is `.name`, `__name` is `_name`; `__file__` and the like filled in. */
function outputPath(file: string, names: PathNames | undefined): string {
  let target = file
    .replace(/\.hbs$/, '')
    .replace(/(^|\/)_(?!_)/g, '$1.')
    .replace(/(^|\/)__(?!(?:file|route|table)__)/g, '$1_');
  if (names) {
    target = target.replace(/__(file|route|table)__/g, (_, form: keyof PathNames) => names[form] ?? '');
  }
  return target;
}

function variants(root: string, folder: TemplateFolder, has: Readonly<Record<string, boolean>>): string[] {
  return entriesOf(root)
    .filter((name) => name === folder || (name.startsWith(`${folder}@`) && has[name.slice(folder.length + 1)]))
    .sort();
}

/** A fragment of facts alone has no folder where only templates are shipped. */
const entriesOf = remembered((root) => (existsSync(root) ? readdirSync(root) : []));

const filesBelow = remembered((root) =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort(),
);

/** A run that makes many resources looks into the same folders for each. */
function remembered(list: (root: string) => readonly string[]): (root: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (root) => {
    const names = known.get(root) ?? list(root);
    known.set(root, names);
    return names;
  };
}
