/** The generators of a plopfile as data, enough to build a form from. */
import type { GeneratorInfo, PromptInfo } from '../built-in.js';
import type { PlopHost } from './host.js';
import type { Choice, Generator, Prompt } from './types.js';
import { defaultOf, readyPrompt } from './values.js';

/** Describes the generators, in the order in which they were set. */
export async function describe({ plop, plopfile, names }: PlopHost): Promise<GeneratorInfo[]> {
  return Promise.all(names.map((name) => generatorInfo(plop.getGenerator(name), name, plopfile)));
}

async function generatorInfo(generator: Generator, name: string, origin: string): Promise<GeneratorInfo> {
  const { description = '', prompts = [] } = generator;
  const known = typeof prompts === 'function' ? null : await Promise.all(prompts.map(promptInfo));
  const words = known === null ? ['[answers…]'] : known.map(wordOf);
  return { name, help: description, usage: ['generate', name, ...words].join(' '), origin, prompts: known };
}

function wordOf({ name, required, conditional }: PromptInfo): string {
  return required && !conditional ? `<${name}>` : `[${name}]`;
}

async function promptInfo(prompt: Prompt): Promise<PromptInfo> {
  const { name, type = 'input', message, when, choices, default: given, ...rest } = prompt;
  const dependent = typeof given === 'function' || typeof choices === 'function';
  const options = Array.isArray(choices) ? { choices: choices as readonly Choice[] } : {};
  const ready = await readyPrompt({ ...rest, name, type, ...options, ...(dependent ? {} : { default: given }) }, {});
  const fallback = dependent ? null : defaultOf(ready);
  const shown = ready.options.map((option) => ({ name: option.name, value: option.value }));
  return {
    name,
    type,
    message: typeof message === 'string' ? message : name,
    ...(choices === undefined ? {} : { choices: typeof choices === 'function' ? null : shown }),
    ...(fallback === undefined ? {} : { default: fallback }),
    required: fallback === undefined,
    conditional: when !== undefined && when !== true,
  };
}
