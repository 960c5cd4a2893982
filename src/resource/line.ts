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

/** One described resource: its words and options as `generate resource` takes them. */
export interface ResourceInput {
  words: readonly string[];
  options: ResourceOptions;
  /** Where it is described, for people: `resources.yaml:12:5`. */
  where?: string;
  /** Where each of its words stands, when they stand apart. */
  places?: readonly string[];
}

const valued = ['access', 'only', 'under'] as const;
const names = [...valued, 'soft-delete'] as const;
/** Options of the command, which lines that stand for one resource do not take. */
const ofCommand = new Set(['from', 'skip-wiring']);

/**
 * Words and options of a line.
 *
 * @throws UserError `INVALID_RESOURCE` for options that are unknown, repeated or without a value.
 */
export function splitLine(line: string): ResourceInput {
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
    const given = inline.length > 0 ? inline.join('=') : undefined;
    const takesNext = given === undefined && valued.some((name) => name === flag);
    const problem = takeOption(flag, takesNext ? tokens[++index] : given, options);
    if (problem) problems.push(problem);
  }
  if (problems.length > 0) {
    const count = problems.length === 1 ? 'a wrong option' : `${problems.length} wrong options`;
    const message = `The resource "${printable(line.trim())}" has ${count}.`;
    throw new UserError({ code: 'INVALID_RESOURCE', message, problems });
  }
  return { words, options };
}

/** Notes an option; answers what is wrong with it. */
function takeOption(flag: string, value: string | undefined, options: ResourceOptions): Problem | undefined {
  const name = names.find((candidate) => candidate === flag);
  if (name === undefined) return unknownOption(flag);
  const where = `--${name}`;
  const property = name === 'soft-delete' ? 'softDelete' : name;
  if (options[property] !== undefined) return { where, message: `${where} stands there twice` };
  if (property === 'softDelete') {
    if (value !== undefined)
      return { where, message: `${where} takes no value`, hint: 'leave it out, or write it alone' };
    options.softDelete = true;
  } else if (value === undefined) {
    return { where, message: `${where} needs a value` };
  } else {
    options[property] = value;
  }
  return undefined;
}

function unknownOption(flag: string): Problem {
  const where = `--${printable(flag)}`;
  if (ofCommand.has(flag)) {
    return { where, message: `${where} is for generate resource as a whole, not for one resource` };
  }
  const hint = didYouMean(flag, names).replaceAll(/access|only|under|soft-delete/g, (name) => `--${name}`);
  return { where, message: `there is no option ${where} for a resource`, hint };
}
