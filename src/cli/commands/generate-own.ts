/** `generate <generator of the project's plopfile>`. */
import kleur from 'kleur';
import { generateOwn, type OwnOutcome } from '../../generators/generate.js';
import { interruptible } from '../interrupts.js';
import { mayAsk } from '../options.js';
import { changeList, changesDocument, dryRunText, postDocument, postExitCode } from '../present.js';
import type { Verb } from '../verbs.js';

/** Which generator, with which answers. */
export interface OwnCall {
  /** Absolute path of the project. */
  root: string;
  /** Name of the plopfile. */
  plopfile: string;
  name: string;
  words: readonly string[];
}

/** Runs it and answers the exit code. */
export async function generateOwnCommand(call: OwnCall, { options, reporter }: Verb<object>): Promise<number> {
  const dryRun = options.dryRun ?? false;
  const { progress } = reporter;
  // The scripts that need generated code make it anew themselves.
  const run = { ask: mayAsk(options), codegen: false, dryRun, progress, interruptible };
  const outcome = await generateOwn({ ...call, ...run });
  for (const note of outcome.notes) reporter.note(note);
  await reporter.result(
    async () => ({
      command: 'generate',
      generator: call.name,
      origin: call.plopfile,
      dryRun,
      root: outcome.root,
      notes: outcome.notes,
      changes: await changesDocument(outcome.changes),
      steps: postDocument(outcome.post),
    }),
    () => (dryRun ? dryRunText(outcome.changes) : summary(call.name, outcome)),
  );
  reporter.undoneSteps(outcome.root, outcome.post);
  return postExitCode(outcome.post);
}

function summary(name: string, { changes }: OwnOutcome): string {
  if (changes.length === 0) return `${name} changed nothing.`;
  return [`${kleur.green('Generated')} with ${kleur.bold(name)}:`, changeList(changes)].join('\n');
}
