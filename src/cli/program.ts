/** Takes a call apart, runs its verb and turns what that throws into a message and an exit code. */
import path from 'node:path';
import { Command, CommanderError } from 'commander';
import kleur from 'kleur';
import { UserError } from '../errors.js';
import { packageInfo } from '../package/root.js';
import { printable } from '../selection/printable.js';
import { projectAround } from '../workspace/project.js';
import { exitCodeOf, exitCodes } from './exit-codes.js';
import { helpTexts } from './help.js';
import { listenForInterrupts } from './interrupts.js';
import { calledFrom, previewOptions, splitShared } from './options.js';
import { Reporter } from './reporter.js';
import { nearestVerb, refuseLostOptions, refuseMeantVerb, usageError } from './usage.js';
import { addVerbs, verbNames } from './verbs.js';

/** Runs the command in `argv` and answers the exit code. Every error ends here. */
export async function run(argv: readonly string[]): Promise<number> {
  const words = argv.slice(2);
  const reporter = new Reporter(previewOptions(words));
  listenForInterrupts((committed) => reporter.interrupted(committed));
  for (const stream of [process.stdout, process.stderr]) stream.on('error', endQuietly);
  try {
    return await dispatch(programName(argv[1]), words, reporter);
  } catch (error) {
    reporter.error(error);
    return exitCodeOf(error);
  }
}

async function dispatch(name: string, words: readonly string[], reporter: Reporter): Promise<number> {
  const call = readCall(name, words);
  let code: number = exitCodes.done;
  let output = '';
  const program = newProgram(name, (text) => (output += text));
  addVerbs(program, call.verb, async (options, action) => {
    code = await action({ options, reporter });
  });
  let failed = program;
  for (const command of program.commands) {
    command.allowExcessArguments(false).exitOverride((error) => {
      failed = command;
      throw error;
    });
  }
  try {
    await program.parseAsync(call.words, { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw usageError(error, failed, call.words);
    const text = output.trimEnd();
    const command = error.code === 'commander.version' ? 'version' : 'help';
    await reporter.result(
      () => ({ command, text }),
      () => text,
    );
    return exitCodes.done;
  }
}

function newProgram(name: string, write: (text: string) => void): Command {
  return new Command(name)
    .usage(
      name === packageInfo.name ? '[dir] [options]\n       create-backend-app <verb> [options]' : '<verb> [options]',
    )
    .description('Create a TypeScript API project that is ready to run, and generate real resources into it.')
    .version(packageInfo.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this')
    .commandsGroup('Verbs:')
    .addHelpCommand(new Command('help').argument('[verb]').description('show what a verb takes').helpGroup('Verbs:'))
    .addHelpText('after', helpTexts(name).program)
    .configureHelp({
      subcommandTerm: (command) =>
        [command.name(), ...command.registeredArguments.slice(0, 1).map((argument) => `[${argument.name()}]`)].join(
          ' ',
        ),
      styleTitle: (title) => kleur.bold(title),
    })
    .configureOutput({ writeOut: write, writeErr: () => {}, getOutHasColors: () => kleur.enabled })
    .exitOverride();
}

/** A call with its verb first: shared options may come before it, and `create` may be left out. */
interface Call {
  /** The verb that needs its options; none for the program's own help. */
  verb: string;
  words: readonly string[];
}

function readCall(name: string, words: readonly string[]): Call {
  const { leading, rest } = splitShared(words);
  const [first, ...others] = rest;
  if (first !== undefined && ['-h', '--help', '-V', '--version'].includes(first)) return { verb: '', words: [first] };
  if (first === 'help') return { verb: others[0] === undefined ? '' : knownVerb(others[0]), words: rest };
  if (first !== undefined && isVerb(first)) return { verb: fullVerb(first), words: [first, ...leading, ...others] };
  if (name === packageInfo.name) {
    refuseMeantVerb(name, first, projectAround(calledFrom(words)) !== undefined);
    refuseLostOptions();
    return { verb: 'create', words: ['create', ...words] };
  }
  if (first !== undefined) return { verb: knownVerb(first), words };
  const message = `A verb is missing: ${verbNames.join(', ')}.`;
  throw new UserError({ code: 'USAGE', message, hint: `See ${name} --help` });
}

function isVerb(word: string): boolean {
  return verbNames.includes(fullVerb(word));
}

function fullVerb(word: string): string {
  return word === 'g' ? 'generate' : word;
}

function knownVerb(word: string): string {
  if (isVerb(word)) return fullVerb(word);
  const near = nearestVerb(word);
  const hint = near ? `did you mean ${near}?` : `use one of: ${verbNames.join(', ')}`;
  throw new UserError({ code: 'USAGE', message: `There is no verb "${printable(word)}".`, hint });
}

function programName(file: string | undefined): string {
  return path.basename(file ?? '', '.js') === 'backend-app' ? 'backend-app' : packageInfo.name;
}

/** Whoever read the output has seen enough (`list | head`). */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(process.exitCode ?? exitCodes.done);
}
