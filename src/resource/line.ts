/** Cuts the text of a `--resource` value into the words and options of `generate resource`. */
import { UserError, type Problem } from '../errors.js';
import { didYouMean } from '../suggest.js';
import { printable } from './faults.js';

/** Options of `generate resource` that belong to the resource itself, as written. */
export interface ResourceOptions {
  access?: string;
  only?: string;
  softDelete?: boolean;
  under?: string;
}

const names = ['access', 'only'] as const;
const later = new Set(['soft-delete', 'under', 'from']);

/**
 * Words and options of a line.
 *
 * @throws UserError `INVALID_RESOURCE` for options that are unknown, repeated or without a value.
 */
export function splitLine(line: string): { words: string[]; options: ResourceOptions } {
  const words: string[] = [];
  const options: ResourceOptions = {};
  const problems: Problem[] = [];
  const tokens = line.split(/[ \t]+/).filter((token) => token !== '');
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] ?? '';
    if (!token.startsWith('--')) {
      words.push(token);
      continue;
    }
    const [flag = '', ...inline] = token.slice(2).split('=');
    const name = names.find((candidate) => candidate === flag);
    const value = inline.length > 0 ? inline.join('=') : tokens[++index];
    if (name === undefined) problems.push(unknownOption(flag));
    else if (options[name] !== undefined)
      problems.push({ where: `--${name}`, message: `--${name} stands there twice` });
    else if (value === undefined) problems.push({ where: `--${name}`, message: `--${name} needs a value` });
    else options[name] = value;
  }
  if (problems.length > 0) {
    const message = `The resource "${printable(line.trim())}" has a wrong option.`;
    throw new UserError({ code: 'INVALID_RESOURCE', message, problems });
  }
  return { words, options };
}

function unknownOption(flag: string): Problem {
  const where = `--${printable(flag)}`;
  if (later.has(flag)) return { where, message: `${where} is not available yet` };
  const hint = didYouMean(flag, names).replaceAll(/access|only/g, (name) => `--${name}`);
  return { where, message: `there is no option ${where} for a resource`, hint };
}
