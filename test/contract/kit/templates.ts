/** The names that templates ask for: every one is in the view that its fragment makes, and every one made is asked for. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Handlebars from 'handlebars';
import type { Catalog } from '../../../src/catalog/catalog.js';
import type { Fragment } from '../../../src/catalog/fragment.js';
import { templatesRoot } from '../../../src/package/root.js';
import type { Plan } from '../../../src/plan/plan.js';
import { nameForms } from '../../../src/resource/names.js';
import { nameOf, manifestOf, type Violation } from './violation.js';
import { viewOf, type ViewNames } from './observed.js';

/** A name as a template asks for it: the parts of `has.auth`, and whether it is looked up in the whole view. */
interface Asked {
  parts: readonly string[];
  root: boolean;
}

/** Forms of a resource's name, which a view may have as a whole. */
const forms = new Set(Object.keys(nameForms('post')));

const helpers = new Set(['path', 'built', 'json']);
const blocks = new Set(['if', 'unless', 'each', 'with']);

/** Names of every view, beside those that the fragment adds. */
const added = {
  files: ['scripts'],
  persistence: ['resource', 'resources', 'later', 'tree'],
  resource: ['resource', 'resources', 'later', 'tree'],
  middleware: ['part'],
  service: ['part'],
} as const;

type Folder = keyof typeof added;

/** Rules of all templates of these fragments, against the views that some projects made. */
export function templateViolations(
  fragments: readonly Fragment[],
  catalog: Catalog,
  { context }: Plan,
  views: ViewNames,
): Violation[] {
  return fragments.flatMap((fragment) => {
    const own = { files: namesFor(fragment, 'files', views), resource: namesFor(fragment, 'resource', views) };
    const used = new Set<string>();
    const faults = templatesOf(fragment).flatMap(({ file, folder }) => {
      const known = new Set([
        ...Object.keys(context),
        ...added[folder],
        ...own[folder === 'files' ? 'files' : 'resource'],
      ]);
      const { asked, unknownHelpers } = readTemplate(file);
      for (const { parts } of asked) used.add(parts[0] ?? '');
      const messages = [
        ...unknownHelpers.map((name) => `there is no helper ${name}`),
        ...faultsOf(asked, known, catalog),
      ];
      return messages.map((message) => violation(fragment, shown(file), 'names of the view', message));
    });
    const unused = [...own.files, ...own.resource].filter((name) => !used.has(name) && !forms.has(name));
    const leaks = unused.map((name) =>
      violation(fragment, manifestOf(fragment), 'used names', `no template asks for ${name}`),
    );
    return [...faults, ...leaks];
  });
}

function faultsOf(asked: readonly Asked[], known: ReadonlySet<string>, catalog: Catalog): string[] {
  return asked.flatMap(({ parts: [name = '', ...rest], root }) => {
    if (name === 'has') {
      const [capability = ''] = rest;
      return catalog.capabilities.has(capability) ? [] : [`nothing provides has.${capability}`];
    }
    return !root || known.has(name) ? [] : [`${name} is not in its view`];
  });
}

function namesFor(fragment: Fragment, folder: 'files' | 'resource', views: ViewNames): readonly string[] {
  return [...(views.get(viewOf(fragment, folder)) ?? [])];
}

function templatesOf({ kind, id }: Fragment): { file: string; folder: Folder }[] {
  const root = path.join(templatesRoot, kind, id);
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.hbs'))
    .map((file) => ({ file: path.join(root, file), folder: (/^[a-z]+/.exec(file)?.[0] ?? 'files') as Folder }));
}

function shown(file: string): string {
  return `templates/${path.relative(templatesRoot, file).split(path.sep).join('/')}`;
}

function violation(fragment: Fragment, file: string, rule: string, message: string): Violation {
  return { fragment: nameOf(fragment), file, rule, message };
}

/** What a template asks for, in whatever branch. */
function readTemplate(file: string): { asked: Asked[]; unknownHelpers: string[] } {
  const asked: Asked[] = [];
  const unknownHelpers: string[] = [];
  const visitProgram = (program: hbs.AST.Program | undefined, depth: number): void => {
    for (const statement of program?.body ?? []) visit(statement, depth);
  };
  const visitCall = (
    node: hbs.AST.MustacheStatement | hbs.AST.BlockStatement | hbs.AST.SubExpression,
    depth: number,
  ) => {
    const isCall = node.params.length > 0 || node.type === 'BlockStatement';
    const name = (node.path as hbs.AST.PathExpression).original;
    if (!isCall) return visit(node.path, depth);
    if (!helpers.has(name) && !(node.type === 'BlockStatement' && blocks.has(name))) unknownHelpers.push(name);
    for (const parameter of node.params) visit(parameter, depth);
  };
  const visit = (node: hbs.AST.Node, depth: number): void => {
    switch (node.type) {
      case 'PathExpression': {
        const { parts, data, depth: up, original } = node as hbs.AST.PathExpression;
        if (original === 'this' || original === '.') return;
        if (data && parts[0] !== 'root') return;
        const root = data || depth - up === 0;
        asked.push({ parts: data ? parts.slice(1) : parts, root });
        return;
      }
      case 'MustacheStatement':
      case 'SubExpression':
        return visitCall(node as hbs.AST.MustacheStatement, depth);
      case 'BlockStatement': {
        const block = node as hbs.AST.BlockStatement;
        visitCall(block, depth);
        const name = (block.path as hbs.AST.PathExpression).original;
        visitProgram(block.program, depth + Number(name === 'each' || name === 'with'));
        return visitProgram(block.inverse, depth);
      }
      default:
    }
  };
  visitProgram(Handlebars.parse(readFileSync(file, 'utf8')), 0);
  return { asked, unknownHelpers };
}
