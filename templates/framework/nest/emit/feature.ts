/** What the template of a resource's module is told: its controllers, and how its service is made. */
import type { ResourceContext } from '../../../../src/catalog/fragment.js';
import type { ResourceSpec } from '../../../../src/resource/spec.js';
import { assemblyOf, nestedStem } from '../../../api/rest/emit/module-view.js';
import { fit } from '../../../api/rest/emit/text.js';
import { controllersOf } from './names.js';

/** That of the statements of `useFactory`. */
const indent = ' '.repeat(8);

/** Names for the file of the module. */
export function featureView(spec: ResourceSpec, context: ResourceContext): Record<string, unknown> {
  const { class: name, file, route, variable } = spec.names;
  const stem = nestedStem(spec);
  const paths = [`${variable}Paths`, ...(stem ? [`${stem}Paths`] : [])];
  const controllers = controllersOf(spec);
  const { from, statements, collaborators, imports } = assemblyOf(spec, context);
  return {
    places: `below /api/v1/${route}${stem ? ` and below each ${spec.parent?.target.human}` : ''}`,
    imports: [
      "import { Module } from '@nestjs/common';",
      "import type { Container } from '../../container.js';",
      "import { CONTAINER } from '../../platform/http/module.js';",
      ...imports.others,
      fit('import {', [...controllers].sort(), `} from './${file}.controller.js';`),
      fit('import {', [...paths].sort(), `} from './${file}.openapi.js';`),
      ...imports.repositories,
      ...imports.service,
    ],
    controllers: fit('controllers: [', controllers, '],', '  '),
    openapi: stem
      ? fit(
          'static readonly openapi = {',
          paths.map((name) => `...${name}`),
          '};',
          '  ',
        )
      : `  static readonly openapi = ${paths.join()};`,
    from,
    statements: statements.map(declaration),
    service: fit(`return new ${name}Service(`, collaborators, ');', indent),
  };
}

/** A statement that declares something, broken where Prettier breaks it. */
function declaration(statement: string): string {
  const [, declares = '', head = '', args = ''] = /^(.* =) (.*\()(.*)\);$/.exec(statement) ?? [];
  if (`${indent}${declares} ${head}`.length > 100) return `${indent}${declares}\n${indent}  ${head}${args});`;
  return fit(`${declares} ${head}`, args.split(', '), ');', indent);
}
