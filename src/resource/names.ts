/** Every form of a resource's name, and the names that are refused. */
import { UserError, type Problem } from '../errors.js';
import { plural, singular } from './plural.js';
import { deviceName, prototypeNames, reservedClasses, reservedVariables, takenResources } from './reserved.js';
import type { NameForms } from './spec.js';
import { camelCase, joinWords, namePattern, pascalCase, splitWords } from './words.js';

const longestName = 40;

/**
 * All forms of a resource's name, from any spelling of it: `post`, `posts`, `BlogPost`, `blog-posts`, `blog_post`.
 * `key`, `file`, `route` and `table` given back to it make the same forms.
 *
 * @throws UserError `INVALID_RESOURCE` for a name that no resource can have.
 */
export function nameForms(raw: string): NameForms {
  const problem = nameProblem(raw);
  if (problem) {
    throw new UserError({ code: 'INVALID_RESOURCE', ...problem, problems: [problem] });
  }
  return formsOf(raw);
}

/** Key of a resource in any spelling, or undefined for what no resource can be called. */
export function resourceKey(raw: string): string | undefined {
  return nameProblem(raw) ? undefined : resourceWords(raw).join('-');
}

/** Why a resource cannot be called so; undefined when it can. */
export function nameProblem(raw: string): Problem | undefined {
  if (raw === '') return { message: 'the name is empty', hint: 'name the resource, as in: post title:string' };
  if (prototypeNames.has(raw)) return { message: 'every JavaScript object has a property of that name' };
  if (raw.length > longestName) return { message: `a name has at most ${longestName} characters` };
  if (/^\d/.test(raw)) return { message: 'a name starts with a letter' };
  if (!namePattern.test(raw)) {
    return { message: 'a name is made of the letters a-z, digits and single - or _ between them', ...spelled(raw) };
  }
  return meaningProblem(resourceWords(raw));
}

function meaningProblem(words: readonly string[]): Problem | undefined {
  const key = words.join('-');
  if (prototypeNames.has(camelCase(words))) return { message: 'every JavaScript object has a property of that name' };
  if (deviceName.test(key)) {
    return { message: 'Windows keeps this name for a device', hint: `this would work: ${key}-item` };
  }
  if (words[0] === 'pg' && words.length > 1) {
    const message = 'PostgreSQL keeps names that begin with pg for its own tables';
    return { message, hint: `this would work: postgres-${words.slice(1).join('-')}` };
  }
  const alternative = takenResources.get(key);
  if (alternative === undefined) return undefined;
  return { message: 'the project itself uses this name', hint: `this would work: ${alternative}` };
}

/** A hint with the acceptable part of a name, when there is one; accents go, other letters have no spelling here. */
function spelled(raw: string): Pick<Problem, 'hint'> {
  const plain = raw.normalize('NFD').replace(/\p{M}/gu, '');
  if (/[^\P{L}A-Za-z]/u.test(plain)) return {};
  const words = plain.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const name = words.join('-').toLowerCase();
  return namePattern.test(name) && !nameProblem(name) ? { hint: `this would work: ${name}` } : {};
}

/** Words of the singular. */
function resourceWords(raw: string): string[] {
  const words = splitWords(raw);
  return joinWords([...words.slice(0, -1), singular(words.at(-1) ?? '')]);
}

function formsOf(raw: string): NameForms {
  const words = resourceWords(raw);
  const many = [...words.slice(0, -1), plural(words.at(-1) ?? '')];
  const key = words.join('-');
  return {
    key,
    file: key,
    ...codeForms(words, many),
    route: many.join('-'),
    table: many.join('_'),
    human: words.join(' '),
    humanPlural: many.join(' '),
  };
}

type CodeForms = Pick<NameForms, 'class' | 'classPlural' | 'variable' | 'variablePlural'>;

/** `Post`, `post`, `posts`; with the suffix `Entity` where the plain name is taken. */
function codeForms(words: readonly string[], many: readonly string[]): CodeForms {
  const same = words.join('-') === many.join('-');
  const plain = { one: words, many: same ? [...words, 'list'] : many };
  const suffixed = { one: [...words, 'entity'], many: [...words, 'entities'] };
  const classTaken = reservedClasses.has(pascalCase(words));
  const variableTaken = [plain.one, plain.many].some((name) => reservedVariables.has(camelCase(name)));
  const types = classTaken ? suffixed : plain;
  const variables = classTaken || variableTaken ? suffixed : plain;
  return {
    class: pascalCase(types.one),
    classPlural: pascalCase(types.many),
    variable: camelCase(variables.one),
    variablePlural: camelCase(variables.many),
  };
}
