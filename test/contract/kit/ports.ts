/** Ports: what implements an interface has all that it declares. Read from the text alone, so it needs no packages. */
import {
  Node,
  Project,
  type ClassDeclaration,
  type Expression,
  type FunctionDeclaration,
  type InterfaceDeclaration,
  type SourceFile,
} from 'ts-morph';
import type { Observed } from './observed.js';
import type { Violation } from './violation.js';

/** Rules of the interfaces of one project. */
export function portViolations({ files, owners }: Observed): Violation[] {
  const sources = sourcesOf(files);
  return sources.flatMap((source) => {
    const found = [...source.getClasses().flatMap(ofClass), ...source.getFunctions().flatMap(ofFunction)];
    return found.flatMap(({ port, members }) =>
      membersOf(port)
        .filter((name) => !members.includes(name))
        .map((name) => {
          const file = source.getFilePath().slice(1);
          const message = `it lacks ${port.getName()}.${name} (${port.getSourceFile().getFilePath().slice(1)})`;
          return { fragment: owners.get(file) ?? 'core', file, rule: 'ports', message };
        }),
    );
  });
}

interface Implementation {
  port: InterfaceDeclaration;
  members: readonly string[];
}

function sourcesOf(files: Observed['files']): SourceFile[] {
  const project = new Project({ useInMemoryFileSystem: true, compilerOptions: { module: 199, moduleResolution: 99 } });
  return Object.entries(files)
    .filter(([file]) => /^src\/.*\.ts$/.test(file) && !file.endsWith('.test.ts'))
    .map(([file, text]) => project.createSourceFile(`/${file}`, text));
}

function ofClass(declaration: ClassDeclaration): Implementation[] {
  const ports = declaration.getImplements().map((node) => findPort(node.getExpression().getText(), declaration));
  const constructed = declaration
    .getConstructors()
    .flatMap((one) => one.getParameters().filter((p) => p.isParameterProperty()));
  const members = [...declaration.getInstanceMembers(), ...constructed].map((member) => member.getName() ?? '');
  return ports.flatMap((port) => (port ? [{ port, members }] : []));
}

/** A function that says it returns a port, and makes it of an object literal. */
function ofFunction(declaration: FunctionDeclaration): Implementation[] {
  const name =
    declaration
      .getReturnTypeNode()
      ?.getText()
      .replace(/^Promise<(.*)>$/, '$1') ?? '';
  const port = findPort(name, declaration);
  const returned = declaration.getStatements().filter(Node.isReturnStatement);
  const literal = returned.map((statement) => literalIn(statement.getExpression())).find(Boolean);
  if (!port || !literal || !Node.isObjectLiteralExpression(literal)) return [];
  const properties = literal.getProperties();
  // What is spread cannot be told from the text.
  if (properties.some(Node.isSpreadAssignment)) return [];
  return [
    { port, members: properties.map((property) => (Node.isSpreadAssignment(property) ? '' : property.getName())) },
  ];
}

/** The object itself, or the first argument of the function that it is handed to. */
function literalIn(expression: Expression | undefined): Node | undefined {
  return Node.isCallExpression(expression) ? expression.getArguments()[0] : expression;
}

function findPort(name: string, at: ClassDeclaration | FunctionDeclaration): InterfaceDeclaration | undefined {
  const source = at.getSourceFile();
  const own = source.getInterface(name);
  if (own || !/^\w+$/.test(name)) return own;
  const declaration = source
    .getImportDeclarations()
    .find((one) => one.getNamedImports().some((imported) => imported.getName() === name));
  return declaration?.getModuleSpecifierSourceFile()?.getInterface(name);
}

/** Of the interface and of those it extends; what is optional may be left out. */
function membersOf(port: InterfaceDeclaration): string[] {
  const inherited = port.getExtends().flatMap((node) => {
    const base = node.getExpression().getText();
    const found =
      port.getSourceFile().getInterface(base) ??
      port
        .getSourceFile()
        .getImportDeclarations()
        .find((one) => one.getNamedImports().some((imported) => imported.getName() === base))
        ?.getModuleSpecifierSourceFile()
        ?.getInterface(base);
    return found ? membersOf(found) : [];
  });
  const own = [...port.getMethods(), ...port.getProperties()].filter((member) => !member.hasQuestionToken());
  return [...own.map((member) => member.getName()), ...inherited];
}
