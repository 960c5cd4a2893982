/** Folds what fragments say into package.json: by structure, never by text. */
import type { Fragment, FragmentContext, Values } from '../catalog/fragment.js';
import { readPins } from '../catalog/pins.js';
import { valueOf, type Plan } from '../plan/plan.js';

/** Order of the scripts every project has; others follow by name. */
const scriptOrder = [
  'dev',
  'build',
  'start',
  'test',
  'test:watch',
  'typecheck',
  'lint',
  'format',
  'db:migrate',
  'db:seed',
  'db:reset',
  'generate',
];

/** Final scripts of a plan, in the order they are written. */
export function foldScripts(plan: Plan): Record<string, string> {
  const all = Object.assign({}, ...plan.fragments.map((fragment) => valueOf(fragment.scripts, plan.context) ?? {}));
  const names = Object.keys(all as object).sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
  return Object.fromEntries(names.map((name) => [name, (all as Record<string, string>)[name] ?? '']));
}

/** Place of a script in the order; all others come after. */
function rank(name: string): number {
  return scriptOrder.includes(name) ? scriptOrder.indexOf(name) : scriptOrder.length;
}

/**
 * Text of package.json.
 *
 * @param tool how the project finds this program: name and specifier of a development dependency
 */
export function foldPackageJson(plan: Plan, tool: { name: string; specifier: string }): string {
  const { context, fragments } = plan;
  const pin = context.packageManager.pin;
  const content = {
    name: context.project.name,
    version: '0.1.0',
    private: true,
    type: 'module',
    engines: { node: '>=20.19' },
    ...(pin === undefined ? {} : { packageManager: pin }),
    scripts: foldScripts(plan),
    dependencies: pinned(fragments, (fragment) => fragment.dependencies, context),
    devDependencies: sorted({
      ...pinned(fragments, (fragment) => fragment.devDependencies, context),
      [tool.name]: tool.specifier,
    }),
    ...Object.assign({}, ...fragments.map((fragment) => valueOf(fragment.packageJson, context))),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

function pinned(
  fragments: readonly Fragment[],
  pick: (fragment: Fragment) => Values<readonly string[]> | undefined,
  context: FragmentContext,
): Record<string, string> {
  const pins = readPins();
  const entries = fragments.flatMap((fragment) =>
    (valueOf(pick(fragment), context) ?? []).map((name) => {
      const version = pins[name]?.version;
      const { kind, id } = fragment;
      if (version === undefined)
        throw new Error(`templates/${kind}/${id}/fragment.ts: no version is pinned for ${name}`);
      return [name, version];
    }),
  );
  return sorted(Object.fromEntries(entries));
}

function sorted(record: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
