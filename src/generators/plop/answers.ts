/**
 * Answers to a generator's prompts: from the words of the call, from questions where these may be asked, from defaults.
 * Filters, validation and conditions hold for all of them alike; node-plop's own bypass leaves out some of these.
 */
import { UserError, type Problem } from '../../errors.js';
import { didYouMean } from '../../suggest.js';
import { runAside } from './aside.js';
import { askOne } from './ask.js';
import type { PlopHost } from './host.js';
import { faultOf } from './place.js';
import type { Answers, Generator, Inquirer, Prompt } from './types.js';
import { defaultOf, readyPrompt, settled, valueOf, type Ready } from './values.js';
import { Words } from './words.js';

/** A call of a generator. */
export interface AnswerRequest {
  name: string;
  words: readonly string[];
  /** Whether what is missing may be asked on the terminal. */
  ask: boolean;
}

/**
 * Answers all prompts of a generator.
 *
 * @throws UserError `USAGE` that names each prompt without an answer, or with one that it does not take;
 * `PLOPFILE_FAILED` when a prompt's own code throws
 */
export async function answersFor(host: PlopHost, { name, words, ask }: AnswerRequest): Promise<Answers> {
  const generator = host.plop.getGenerator(name);
  const stock = new Words(name, words);
  const session: Session = { stock, ask, inquirer: host.plop.inquirer, root: host.scratch.root, generator: name };
  const answers = await runAside(host.scratch.root, () => askedBy(generator, session), ask);
  stock.assertUsed();
  return answers;
}

interface Session {
  stock: Words;
  ask: boolean;
  inquirer: Inquirer;
  root: string;
  generator: string;
}

/** Prompts are a list, or a function that asks by itself: then it asks us. */
async function askedBy({ prompts = [] }: Generator, session: Session): Promise<Answers> {
  if (typeof prompts !== 'function') return answerAll(prompts, {}, session);
  const prompt = Object.assign(
    (list: readonly Prompt[] | Prompt, answers: Answers = {}) => answerAll([list].flat() as Prompt[], answers, session),
    session.inquirer.prompt,
  );
  return guarded('its prompts', session, () => prompts({ ...session.inquirer, prompt }));
}

async function answerAll(prompts: readonly Prompt[], before: Answers, session: Session): Promise<Answers> {
  const given = session.stock.take(prompts);
  let answers: Answers = { ...before };
  const problems: Problem[] = [];
  for (const prompt of prompts) {
    // Later prompts may build on an answer that is missing: of those only what is plain is told.
    if (problems.length > 0 && (given.has(prompt.name) || !isPlain(prompt))) continue;
    const outcome = await guarded(prompt.name, session, () => answer(prompt, answers, given.get(prompt.name), session));
    if ('problem' in outcome) problems.push(outcome.problem);
    else answers = outcome.answers;
  }
  if (problems.length === 0) return answers;
  throw new UserError({
    code: 'USAGE',
    message: `${session.generator} cannot be run with these answers. Nothing was written.`,
    problems,
  });
}

function isPlain(prompt: Prompt): boolean {
  return [prompt.when, prompt.default, prompt.choices, prompt.validate].every((part) => typeof part !== 'function');
}

type Outcome = { answers: Answers } | { problem: Problem };

async function answer(prompt: Prompt, before: Answers, word: string | undefined, session: Session): Promise<Outcome> {
  const answers = { ...before };
  if (!((await settled(prompt.when, answers)) ?? true)) {
    if (word === undefined) return { answers };
    return refused(prompt, 'it is not asked here, so it takes no answer', `leave it out with _`);
  }
  if (word === undefined && session.ask) {
    const { when: _when, ...asked } = prompt;
    return { answers: await askOne(session.inquirer, asked, answers) };
  }
  const ready = await readyPrompt(prompt, answers);
  let value: unknown;
  try {
    value = word === undefined ? defaultOf(ready) : (bypassOf(prompt, session) ?? valueOf)(word, ready);
  } catch (error) {
    return refused(prompt, `${(error as Error).message}, and not "${word}"`);
  }
  if (value === undefined) return missing(ready);
  const filtered = prompt.filter ? await prompt.filter(value, answers) : value;
  const verdict = prompt.validate ? await prompt.validate(filtered, answers) : true;
  if (verdict !== true)
    return refused(prompt, typeof verdict === 'string' ? verdict : `it does not take "${word ?? String(value)}"`);
  return { answers: withAnswer(answers, prompt.name, filtered) };
}

/** What the plopfile says a word means: the prompt itself, or the kind of prompt that it registered. */
function bypassOf({ bypass, type = 'input' }: Prompt, { inquirer }: Session) {
  return (bypass ?? inquirer.prompt.prompts[type]?.bypass) as ((word: string, prompt: Ready) => unknown) | undefined;
}

function refused({ name }: Prompt, message: string, hint?: string): { problem: Problem } {
  return { problem: { where: name, message, ...(hint === undefined ? {} : { hint }) } };
}

function missing({ name, message, options }: Ready): { problem: Problem } {
  const question = typeof message === 'string' ? ` (${message})` : '';
  const example = options[0] ? String(options[0].value) : '…';
  return {
    problem: {
      where: name,
      message: `it has no default and was not answered${question}`,
      hint: `give it as ${name}=${example}`,
    },
  };
}

/** Names with dots are paths, as inquirer has it. */
function withAnswer(answers: Answers, name: string, value: unknown): Answers {
  const [first = '', ...rest] = name.split('.');
  if (first === '__proto__' || first === 'constructor') return answers;
  const inner = answers[first];
  const next =
    rest.length === 0 ? value : withAnswer(typeof inner === 'object' ? { ...inner } : {}, rest.join('.'), value);
  return { ...answers, [first]: next };
}

/** Runs code of the plopfile; what it throws is its fault, and not ours. */
async function guarded<T>(what: string, { root, generator }: Session, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { where, message } = faultOf(error, root);
    throw new UserError({
      code: 'PLOPFILE_FAILED',
      message: `${generator} could not ask for ${what}. Nothing was written.`,
      problems: [{ ...(where === undefined ? {} : { where }), message }],
      cause: error,
    });
  }
}

/** @throws UserError `USAGE` when there is no generator of that name. */
export function assertKnown(name: string, names: readonly string[]): void {
  if (names.includes(name)) return;
  throw new UserError({ code: 'USAGE', message: `There is no generator "${name}".`, hint: didYouMean(name, names) });
}
