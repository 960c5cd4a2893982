/** Imports on their own: `addImport`. */
import { wantedBy, withImports, withoutImports, type Editor } from './context.js';
import { existing } from './find.js';
import type { WiringOp } from './ops.js';
import { parse } from './syntax.js';

type Op = Extract<WiringOp, { op: 'addImport' }>;

export const importing: Editor<Op> = {
  find: (op, context) => existing(op.file, context),
  add(path, text, op, context) {
    const source = parse(path, text);
    return withImports(source, wantedBy(source, [op.import], context), context.width).source.text;
  },
  remove(path, text, op, context) {
    const source = parse(path, text);
    return withoutImports(source, wantedBy(source, [op.import], context), context).text;
  },
  code: () => '',
};
