/** What people paste by hand where an op cannot be done: the imports a file lacks, and the code, in the file's style. */
import { wantedBy, type Context, type Editor } from './context.js';
import { importState } from './imports.js';
import type { ImportNeed, WiringOp } from './ops.js';
import { styleOf, type Style } from './style.js';
import { parse, type Source } from './syntax.js';

/** The snippet of an op for a file; for one that is not there, in Prettier's style with single quotes. */
export function snippetOf(op: WiringOp, editor: Editor, file: string, files: Context): string {
  const specifier = (target: string) => files.specifier(file, target);
  const text = files.read(file);
  const source = text === undefined ? undefined : parse(file, text);
  const imports = needsOf(op).filter((need) => isMissing(need, source, files));
  const lines = imports.map((need) => importLine(need, specifier(need.from)));
  const code = editor.code(op, specifier);
  const whole = [lines.join('\n'), code].filter((part) => part !== '').join('\n\n');
  const restyles = source !== undefined && op.op !== 'addBlockLine';
  return restyles ? restyled(whole, styleOf(source, files.width)) : whole;
}

function needsOf(op: WiringOp): readonly ImportNeed[] {
  if (op.op === 'addImport') return [op.import];
  return 'imports' in op ? (op.imports ?? []) : [];
}

function isMissing(need: ImportNeed, source: Source | undefined, files: Context): boolean {
  if (source === undefined) return true;
  return wantedBy(source, [need], files).some((one) => importState(source, one).kind !== 'bound');
}

function importLine(need: ImportNeed, specifier: string): string {
  const names = need.names?.length ? `{ ${need.names.join(', ')} }` : undefined;
  const clause = [need.default, names].filter((part) => part !== undefined).join(', ');
  return `import ${need.typeOnly ? 'type ' : ''}${clause}${clause ? ' from ' : ''}'${specifier}';`;
}

/** Quotes, semicolons and indentation of the file; a snippet need not stand on one line end or another. */
function restyled(code: string, style: Style): string {
  const quoted = style.quote === '"' ? code.replaceAll(/'([^'"\\\n]*)'/g, '"$1"') : code;
  const ended = style.semicolons ? quoted : quoted.replaceAll(/;$/gm, '');
  return ended.replaceAll(/^(?: {2})+/gm, (indent) => style.unit.repeat(indent.length / 2));
}
