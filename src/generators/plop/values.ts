/** What a word, or a default, means to a prompt; the same as node-plop and inquirer take it for. */
import type { Answers, Choice, Dynamic, Prompt } from './types.js';

/** A choice with its parts. */
export interface Option {
  name: string;
  value: unknown;
  key: string | undefined;
  checked: boolean;
  /** Place among all choices, separators too, as node-plop counts. */
  index: number;
}

/** A prompt whose choices and default are known. */
export interface Ready extends Omit<Prompt, 'choices' | 'default'> {
  type: string;
  options: readonly Option[];
  choices: readonly Choice[];
  default?: unknown;
}

/** Makes a prompt ready to be answered. */
export async function readyPrompt(prompt: Prompt, answers: Answers): Promise<Ready> {
  const { choices: _choices, default: _default, ...rest } = prompt;
  const choices = await settled(prompt.choices ?? [], answers);
  const fallback = await settled(prompt.default, answers);
  const options = (await Promise.all(choices.map((choice, index) => optionOf(choice, index, answers)))).flat();
  return {
    ...rest,
    type: prompt.type ?? 'input',
    choices,
    options,
    ...(fallback === undefined ? {} : { default: fallback }),
  };
}

/** The value of what may be a function of the answers. */
export async function settled<T>(value: Dynamic<T>, answers: Answers): Promise<T> {
  return typeof value === 'function' ? (value as (given: Answers) => T | Promise<T>)(answers) : value;
}

/** A choice that can be made; none for a separator and for what is disabled. */
export async function optionOf(choice: Choice, index: number, answers: Answers): Promise<Option[]> {
  if (typeof choice !== 'object')
    return [{ name: String(choice), value: choice, key: undefined, checked: false, index }];
  if (choice.type === 'separator' || (await settled(choice.disabled, answers))) return [];
  const { name = choice.value, value = choice.name ?? choice.key, key } = choice;
  const checked = Boolean(await settled(choice.checked, answers));
  return [{ name: String(name ?? key), value, key, checked, index }];
}

/**
 * The answer that a word stands for.
 *
 * @throws Error that says what the prompt takes
 */
export function valueOf(word: string, prompt: Ready): unknown {
  switch (prompt.type) {
    case 'confirm':
      return truth(word);
    case 'number':
      if (word.trim() === '' || !Number.isFinite(Number(word))) throw new Error('it takes a number');
      return Number(word);
    case 'list':
    case 'rawlist':
    case 'expand':
      return chosen(word, prompt.options).value;
    case 'checkbox':
      return word === '' ? [] : word.split(',').map((part) => chosen(part, prompt.options).value);
    default:
      return word;
  }
}

/** The answer of who gives none; undefined when there has to be one. */
export function defaultOf({ type, options, default: fallback }: Ready): unknown {
  if (type === 'confirm') return fallback !== false;
  if (type === 'checkbox') {
    const marked = Array.isArray(fallback) ? fallback : [];
    return options.filter(({ value, checked }) => checked || marked.includes(value)).map(({ value }) => value);
  }
  if (type !== 'list' && type !== 'rawlist' && type !== 'expand') return fallback;
  const place = typeof fallback === 'number' ? options[fallback] : undefined;
  const wanted = options.find(({ value, key }) => value === fallback || (key !== undefined && key === fallback));
  return (place ?? wanted ?? (type === 'expand' ? undefined : options[0]))?.value;
}

function truth(word: string): boolean {
  if (/^(?:y|yes|t|true)$/i.test(word)) return true;
  if (/^(?:n|no|f|false)$/i.test(word)) return false;
  throw new Error('it takes yes or no');
}

/** By value, name or key, else by number from 0; capitals do not count. */
function chosen(word: string, options: readonly Option[]): Option {
  const wanted = word.toLowerCase();
  const named = options.find(({ value, name, key }) =>
    [value, name, key].some((form) => typeof form !== 'object' && String(form).toLowerCase() === wanted),
  );
  const option = named ?? options.find(({ index }) => String(index) === word);
  if (option) return option;
  throw new Error(`it takes ${options.map(({ name }) => name).join(', ') || 'nothing: there are no choices'}`);
}
