/** `destroy`: takes out of a project what a generator made. */
import kleur from 'kleur';
import { UserError } from '../../errors.js';
import type { Importer } from '../../compose/importers.js';
import { readResources } from '../../manifest/manifest.js';
import { assertProject } from '../../change.js';
import { destroyResources, type DestroyOutcome, type DestroyRequest } from '../../pipeline.js';
import { printable } from '../../selection/printable.js';
import { diskBase } from '../../workspace/disk.js';
import { findProject } from '../../workspace/project.js';
import { VirtualTree } from '../../workspace/tree.js';
import { cancelled, openAsker, type Asker } from '../asker.js';
import { interruptible } from '../interrupts.js';
import { mayAsk, workingDirectory, type SharedOptions } from '../options.js';
import { changeList, changesDocument, countOf, dryRunText, postDocument, postExitCode } from '../present.js';
import type { Reporter } from '../reporter.js';
import type { Verb } from '../verbs.js';

/** Options of `destroy`. */
export interface DestroyOptions {
  force?: boolean;
}

/** Destroys resources and answers the exit code. */
export async function destroyCommand(
  generator: string | undefined,
  words: readonly string[],
  { options, reporter }: Verb<DestroyOptions>,
): Promise<number> {
  if (generator !== 'resource') throw wrongGenerator(generator);
  const root = findProject(workingDirectory(options));
  const names = words.length > 0 ? words : await askForNames(root, options);
  const dryRun = options.dryRun ?? false;
  const asks = mayAsk(options);
  const outcome = await destroyResources({
    root,
    names,
    force: options.force ?? false,
    dryRun,
    progress: reporter.progress,
    interruptible,
    ...(asks ? { approve: approval(reporter) } : {}),
  });
  if (!asks || dryRun) warnOfImporters(outcome.importers, reporter);
  await reporter.result(
    () => destroyDocument(outcome, dryRun),
    async () => [await summary(outcome, dryRun, asks), ...remarks(outcome)].join('\n'),
  );
  reporter.undoneSteps(outcome.root, outcome.post);
  return postExitCode(outcome.post);
}

function wrongGenerator(word: string | undefined): UserError {
  const message =
    word === undefined
      ? 'It is not said what is to be destroyed.'
      : `Only resources can be destroyed, and not "${printable(word)}".`;
  const name = word === undefined || !/^[\w-]+$/.test(word) ? 'post' : word;
  return new UserError({ code: 'USAGE', message, hint: `destroy resource ${name}` });
}

/** The names of the resources, asked for where questions may be asked. */
async function askForNames(root: string, options: SharedOptions): Promise<string[]> {
  if (!mayAsk(options)) {
    throw new UserError({ code: 'USAGE', message: 'The resource needs a name.', hint: 'destroy resource post' });
  }
  assertProject(root);
  const resources = readResources(new VirtualTree(diskBase(root))).map(({ resource }) => resource);
  if (resources.length === 0) {
    throw new UserError({ code: 'RESOURCE_NOT_FOUND', message: 'The project has no resources yet.' });
  }
  const choices = resources.map(({ names, line }) => ({ value: names.key, title: names.key, help: line }));
  const chosen = await asking((asker) => asker.chooseSeveral('Which resources are to go?', choices));
  if (chosen.length === 0) throw cancelled();
  return chosen;
}

/** Code of people's own breaks where it imports what goes: theirs to mend, and no hindrance. */
function warnOfImporters(importers: readonly Importer[], reporter: Reporter): void {
  if (importers.length === 0) return;
  reporter.note(`${kleur.yellow('warning')} Code of your own imports what goes:`);
  for (const { path, imports } of importers) reporter.note(`  ${path}: ${imports.join(', ')}`);
}

/** Shows what would go and asks for it; throws when it is to stay. */
function approval(reporter: Reporter): NonNullable<DestroyRequest['approve']> {
  return async (changes, importers) => {
    reporter.note(changeList(changes));
    warnOfImporters(importers, reporter);
    const gone = changes.filter(({ kind }) => kind === 'remove');
    const answer = await asking((asker) =>
      asker.choose(`Delete ${countOf(gone)}?`, [
        { value: 'no', title: 'No', help: 'Leave everything as it is' },
        { value: 'yes', title: 'Yes', help: 'What git has can be brought back with git' },
      ]),
    );
    if (answer === 'no') throw cancelled();
  };
}

async function asking<T>(ask: (asker: Asker) => Promise<T>): Promise<T> {
  const asker = await openAsker();
  try {
    return await ask(asker);
  } finally {
    asker.end();
  }
}

async function destroyDocument(outcome: DestroyOutcome, dryRun: boolean): Promise<Record<string, unknown>> {
  const { root, resources, changes, foreign, importers, post } = outcome;
  const { addedMigrations, removedMigrations, keptMigrations } = outcome;
  return {
    command: 'destroy',
    generator: 'resource',
    dryRun,
    root,
    resources: resources.map(({ names }) => names.key),
    changes: await changesDocument(changes),
    foreign,
    importers,
    addedMigrations,
    removedMigrations,
    keptMigrations,
    steps: postDocument(post),
  };
}

/** @param shown whether the changes have been shown already */
function summary({ resources, changes }: DestroyOutcome, dryRun: boolean, shown: boolean): string | Promise<string> {
  if (dryRun) return dryRunText(changes);
  const names = `${kleur.green('Destroyed')} ${kleur.bold(resources.map(({ names }) => names.key).join(', '))}`;
  return shown ? `${names} (${countOf(changes)})` : `${names}:\n${changeList(changes)}`;
}

/** What to know beside the changes: files that stay, and what is to be done with databases. */
function remarks({ plan, foreign, addedMigrations, removedMigrations, keptMigrations }: DestroyOutcome): string[] {
  const { run } = plan.context.packageManager;
  const kept = keptText(keptMigrations);
  const reset = kleur.cyan(`${run} db:reset`);
  const migrate = kleur.cyan(`${run} db:migrate`);
  return [
    ...(foreign.length > 0 ? ['', 'Files of your own stay:', ...foreign.map((path) => `  ${path}`)] : []),
    ...counted(removedMigrations, [
      `Its migration was not committed and is gone. A local database that has run it: ${reset}`,
      `Migrations that were not committed are gone. A local database that has run them: ${reset}`,
    ]),
    ...counted(addedMigrations, [
      `The table goes with the next ${migrate}: ${kept}a new migration drops it.`,
      `The tables go with the next ${migrate}: ${kept}new migrations drop them.`,
    ]),
  ];
}

const keptWhats = { committed: 'what was committed', needed: 'what later migrations build on' };

/** Why tables are dropped by new migrations, and those that made them are not taken away. */
function keptText(kept: DestroyOutcome['keptMigrations']): string {
  const whats = [...new Set(kept.map(({ reason }) => keptWhats[reason]))];
  return whats.length === 0 ? '' : `${whats.join(' and ')} ${whats.length === 1 ? 'stays' : 'stay'}, and `;
}

/** What is to be said of one migration, or of several, told by their SQL. */
function counted(files: readonly string[], [one, many]: readonly [string, string]): string[] {
  const migrations = files.filter((path) => path.endsWith('.sql')).length;
  return migrations === 0 ? [] : ['', migrations === 1 ? one : many];
}
