/**
 * Import declarations as Prettier prints them, whatever the length of their specifiers became: a template's imports
 * are right for the default layout only.
 */

const declaration = /^(import|export)( type)? \{([^{}/]*)\} from '([^'\n]+)';$/gm;

/** Puts each named import or re-export on one line when it fits, and on several when it does not. */
export function fitImports(source: string, width: number): string {
  return source.replace(declaration, (_, keyword: string, type = '', list: string, specifier: string) => {
    const names = list
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '');
    const head = `${keyword}${String(type)}`;
    const line = `${head} { ${names.join(', ')} } from '${specifier}';`;
    if (line.length <= width || names.length === 1) return line;
    return `${head} {\n${names.map((name) => `  ${name},\n`).join('')}} from '${specifier}';`;
  });
}
