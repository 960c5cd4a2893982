/** The verbs as commander commands. Only the one that is called gets its options. */
import { InvalidArgumentError, type Command } from 'commander';
import { listIds } from '../catalog/catalog.js';
import { kinds } from '../catalog/kinds.js';
import { builtIns } from '../generators/built-in.js';
import { listPresets } from '../selection/preset.js';
import { helpTexts } from './help.js';
import { withSharedOptions, type SharedOptions } from './options.js';
import type { Reporter } from './reporter.js';

/** Every verb. */
export const verbNames: readonly string[] = ['create', 'generate', 'destroy', 'list', 'info'];

/** What a verb is given beside its own arguments. */
export interface Verb<O = SharedOptions> {
  options: O & SharedOptions;
  reporter: Reporter;
}

/** Runs a verb with its options, and keeps its exit code. */
export type Perform = <O extends SharedOptions>(
  options: O,
  action: (verb: Verb<O>) => Promise<number>,
) => Promise<void>;

/** Adds all verbs to the program, and to the one of this name what it takes. */
export function addVerbs(program: Command, called: string, perform: Perform): void {
  const create = program.command('create [dir]').description('create a project (the default verb)');
  const generate = program
    .command('generate [generator] [words...]')
    .alias('g')
    .description('generate a resource, a middleware, …; alone it lists the generators');
  const destroy = program
    .command('destroy [generator] [names...]')
    .description('take resources out again: their files, their wiring, their tables');
  const list = program.command('list [topic]').description('list presets, choices, generators, or all of them');
  const info = program.command('info').description('show what the project is made of');
  const texts = helpTexts(program.name());
  if (called === 'create') completeCreate(create.addHelpText('after', texts.create), perform);
  if (called === 'generate') completeGenerate(generate.addHelpText('after', texts.generate), perform);
  if (called === 'destroy') completeDestroy(destroy.addHelpText('after', texts.destroy), perform);
  if (called === 'list') completeList(list.addHelpText('after', texts.list), perform);
  if (called === 'info') completeInfo(info.addHelpText('after', texts.info), perform);
}

function completeCreate(command: Command, perform: Perform): void {
  command.usage('[dir] [options]').optionsGroup('What to make:');
  command.option('--preset <preset>', `start from one of ${listPresets().join(', ')}; or a file: ./team.json`);
  for (const kind of kinds) {
    const ids = [...listIds(kind.id), ...(kind.optional ? ['none'] : [])].join(', ');
    command.option(`--${kind.id} <id>`, `${ids}${kind.multiple ? ' (several with commas)' : ''}`, collectIds);
  }
  command
    .option('--resource <line>', 'a resource to begin with: "post title:string" (repeatable)', collect)
    .option('--no-install', 'do not install dependencies')
    .option('--no-git', 'do not start a git repository')
    .action(async (dir: string | undefined, options) => {
      await perform(options, async (verb) => (await import('./commands/create.js')).createCommand(dir, verb));
    });
  withSharedOptions(command, ['--dry-run', '--json', '--yes', '--cwd', '--no-color', '--debug']);
}

function completeGenerate(command: Command, perform: Perform): void {
  command
    .usage(generateUsage())
    .optionsGroup('What the resource offers:')
    .option('--access <rule>', 'who may call: public, authenticated, owner, role=<role>')
    .option('--only <operations>', 'of list,get,create,replace,update,delete')
    .option('--under <parent>', 'also below another resource: /posts/:postId/comments')
    .option('--soft-delete', 'deleting marks rows and keeps them')
    .optionsGroup('How it is made:')
    .option('--from <file>', 'resources from a JSON or YAML file, all or none')
    .option('--skip-wiring', 'edit no existing code; print what to paste')
    .optionsGroup('Where a middleware goes (at the end of the pipeline):')
    .option('--before <step>', 'before another step: rateLimit')
    .option('--after <step>', 'after another step')
    .action(async (generator: string | undefined, words: string[], options) => {
      await perform(options, async (verb) =>
        (await import('./commands/generate.js')).generateCommand(generator, words, verb),
      );
    });
  withSharedOptions(command, ['--dry-run', '--json', '--yes', '--cwd', '--no-color', '--debug']);
}

/** A line for each generator that is built in; those of a plopfile are not looked for. */
function generateUsage(): string {
  const [first = '', ...others] = builtIns.map(({ usage }) => usage.replace(/^generate /, ''));
  const own = "<generator of the project's plopfile> [answers…]";
  return [`${first.replace(/ \[--access.*$/, '')} [options]`, ...others, own].join(`\n${' '.repeat(7)}generate `);
}

function completeDestroy(command: Command, perform: Perform): void {
  command
    .usage('resource <name...> [options]')
    .optionsGroup('What may go:')
    .option('--force', 'delete files that were edited, too')
    .action(async (generator: string | undefined, names: string[], options) => {
      await perform(options, async (verb) =>
        (await import('./commands/destroy.js')).destroyCommand(generator, names, verb),
      );
    });
  withSharedOptions(command, ['--dry-run', '--json', '--yes', '--cwd', '--no-color', '--debug']);
}

function completeList(command: Command, perform: Perform): void {
  command.usage('[topic] [options]').action(async (topic: string | undefined, options) => {
    await perform(options, async (verb) => (await import('./commands/list.js')).listCommand(topic, verb));
  });
  withSharedOptions(command, ['--json', '--cwd', '--no-color', '--debug']);
}

function completeInfo(command: Command, perform: Perform): void {
  command.action(async (options) => {
    await perform(options, async (verb) => (await import('./commands/info.js')).infoCommand(verb));
  });
  withSharedOptions(command, ['--json', '--cwd', '--no-color', '--debug']);
}

function collect(value: string, previous: string[] | undefined): string[] {
  return [...(previous ?? []), value];
}

/** Comma lists and repetition mean the same. */
function collectIds(value: string, previous: string[] | undefined): string[] {
  const ids = value.split(',').map((id) => id.trim());
  if (ids.includes('')) throw new InvalidArgumentError('It has an empty part.');
  return [...(previous ?? []), ...ids];
}
