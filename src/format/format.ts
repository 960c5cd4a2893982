/**
 * Formats created files that rendering can have put out of shape. The only importer of prettier, which is loaded
 * only when there is such a file: templates are proven stable by tests, so only long lines need it.
 */
import type { Options } from 'prettier';
import { lineWidth, type RenderedFile } from '../render/render.js';

/** How generated projects are formatted; the same as their .prettierrc.json. */
export const projectStyle = {
  printWidth: lineWidth,
  singleQuote: true,
  trailingComma: 'all',
} as const satisfies Options;

/** Lines that Prettier leaves as they are, whatever their length: comments, and imports of one name. */
const unbreakable = /^\s*(?:\/\/|\/?\*|import (?:type )?\{ \w+ \} from )/;

/** Whether a rendered file may not be as Prettier would print it. */
export function needsFormat({ path, content, rendered }: Omit<RenderedFile, 'fragment'>): boolean {
  if (!rendered || !path.endsWith('.ts')) return false;
  return content.split('\n').some((line) => line.length > lineWidth && !unbreakable.test(line));
}

/** A TypeScript file as Prettier prints it with the project's options. */
export async function formatFile(content: string, options: Options = projectStyle): Promise<string> {
  const [prettier, typescript, estree] = await Promise.all([
    import('prettier/standalone'),
    import('prettier/plugins/typescript'),
    import('prettier/plugins/estree'),
  ]);
  return prettier.format(content, {
    ...options,
    parser: 'typescript',
    plugins: [typescript.default ?? typescript, (estree.default ?? estree) as never],
  });
}
