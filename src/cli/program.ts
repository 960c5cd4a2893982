/** The commander program: verbs, options and help. Loads a verb's code only when that verb runs. */
import path from 'node:path';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { listIds } from '../catalog/catalog.js';
import { kinds } from '../catalog/kinds.js';
import { UserError, type ErrorCode } from '../errors.js';
import { packageInfo } from '../package/root.js';
import { listPresets } from '../selection/preset.js';
import { exitCodes } from './main.js';
import { withSharedOptions, type SharedOptions } from './options.js';
import { Reporter } from './reporter.js';

/** Refusals that are mistakes in the words of the command line. */
const usageErrors: ReadonlySet<ErrorCode> = new Set(['USAGE', 'UNKNOWN_CHOICE']);

/** What a verb is given beside its own arguments. */
export interface Verb<O = SharedOptions> {
  options: O & SharedOptions;
  reporter: Reporter;
}

/** Runs the command in `argv` and answers the exit code. */
export async function run(argv: readonly string[]): Promise<number> {
  let code: number = exitCodes.done;
  const program = buildProgram(path.basename(argv[1] ?? '').replace(/\.js$/, ''), (result) => (code = result));
  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? exitCodes.done : reportUsage(error, argv);
  }
  return code;
}

function buildProgram(called: string, done: (code: number) => void): Command {
  const name = called === 'backend-app' ? called : packageInfo.name;
  const program = new Command(name)
    .description('Create a TypeScript API project that is ready to run, and generate real resources into it.')
    .version(packageInfo.version)
    .enablePositionalOptions()
    .showHelpAfterError(`(${name} --help shows what there is)`)
    .configureOutput({ outputError: (text, write) => write(text) })
    .exitOverride();
  addCreate(verb(program.command('create [dir]', { isDefault: name === packageInfo.name })), done);
  addGenerate(verb(program.command('generate [generator] [words...]').alias('g')), done);
  addList(verb(program.command('list [what]')), done);
  addInfo(verb(program.command('info')), done);
  return program;
}

function addCreate(command: Command, done: (code: number) => void): void {
  command
    .description('create a project (the default verb)')
    .option('--preset <preset>', `start from a preset: ${listPresets().join(', ')}, or a file ./team.json`);
  for (const kind of kinds) {
    const ids = [...listIds(kind.id), ...(kind.optional ? ['none'] : [])].join(', ');
    command.option(
      `--${kind.id} <id>`,
      `${kind.title}: ${ids}${kind.multiple ? ' (several with commas)' : ''}`,
      collectIds,
    );
  }
  command
    .option('--resource <line>', 'a resource to begin with: "post title:string" (repeatable)', collect)
    .option('--no-install', 'do not install dependencies')
    .option('--no-git', 'do not start a git repository')
    .action(async (dir: string | undefined, options) => {
      await perform(options, done, async (verb) => (await import('./commands/create.js')).createCommand(dir, verb));
    });
}

function addGenerate(command: Command, done: (code: number) => void): void {
  command
    .description('generate into the project: resource <name> [field:type…]; without arguments list what there is')
    .option('--access <rule>', 'who may call: public, authenticated, role=<role>')
    .option('--only <operations>', 'operations to offer: list,get,create,replace,update,delete')
    .action(async (generator: string | undefined, words: string[], options) => {
      await perform(options, done, async (verb) =>
        (await import('./commands/generate.js')).generateCommand(generator, words, verb),
      );
    });
}

function addList(command: Command, done: (code: number) => void): void {
  command
    .description('list presets, choices or generators (all of them when not told which)')
    .action(async (what: string | undefined, options) => {
      await perform(options, done, async (verb) => (await import('./commands/list.js')).listCommand(what, verb));
    });
}

function addInfo(command: Command, done: (code: number) => void): void {
  command.description('say what this project is made of').action(async (options) => {
    await perform(options, done, async (verb) => (await import('./commands/info.js')).infoCommand(verb));
  });
}

/** What every verb's command has. */
function verb(command: Command): Command {
  return withSharedOptions(command).allowExcessArguments(false).exitOverride();
}

/** Runs a verb and turns what it throws into a message and an exit code. */
async function perform<O extends SharedOptions>(
  options: O,
  done: (code: number) => void,
  action: (verb: Verb<O>) => Promise<number>,
): Promise<void> {
  const reporter = new Reporter(options);
  try {
    done(await action({ options, reporter }));
  } catch (error) {
    reporter.error(error);
    done(error instanceof UserError && usageErrors.has(error.code) ? exitCodes.usage : exitCodes.refused);
  }
}

/** Commander has printed the mistake; scripts get the document they asked for. */
function reportUsage(error: CommanderError, argv: readonly string[]): number {
  if (argv.includes('--json')) {
    const message = error.message.replace(/^error: /, '');
    process.stdout.write(
      `${JSON.stringify({ ok: false, error: { code: 'USAGE', message, problems: [] } }, null, 2)}\n`,
    );
  }
  return exitCodes.usage;
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
