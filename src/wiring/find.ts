/** Finds the file that holds an anchor: the recorded one, or the only other one that exports the symbol. */
import { exported } from './anchor.js';
import { Blocked } from './blocked.js';
import type { Context } from './context.js';
import type { Anchor } from './ops.js';
import { parse } from './syntax.js';

/** Path of the file to edit for an anchor. */
export function fileOf(at: Anchor, context: Context): string {
  const text = context.read(at.file);
  if (text !== undefined && exported(parse(at.file, text), at.symbol)) return at.file;
  const others = candidates(at.file, context).filter((path) => {
    if (path === at.file || !/\.[cm]?tsx?$/.test(path) || /\.d\.ts$|\.(?:test|spec)\./.test(path)) return false;
    const other = context.read(path);
    return other?.includes(at.symbol) && exported(parse(path, other), at.symbol);
  });
  return onlyOne(others, text === undefined ? `there is no ${at.file}` : `${at.file} exports no \`${at.symbol}\``);
}

/** All files of the top folder that a path lies in. */
export function candidates(path: string, context: Context): readonly string[] {
  return path.includes('/') ? context.list(path.slice(0, path.indexOf('/'))) : [];
}

/** The one found elsewhere; blocked when it is none or several. */
export function onlyOne(found: readonly string[], missing: string): string {
  const [only, ...others] = found;
  if (only === undefined) throw new Blocked(missing);
  if (others.length > 0) throw new Blocked(`${missing}, and more than one other file has it: ${found.join(', ')}`);
  return only;
}

/** A file that an op names itself. */
export function existing(path: string, context: Context): string {
  if (context.read(path) === undefined) throw new Blocked(`there is no ${path}`);
  return path;
}
