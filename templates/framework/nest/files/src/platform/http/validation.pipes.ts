/** Checks what requests bring by the shared rules, so that faults read the same wherever they are. */
import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { z } from 'zod';
import {
  type ItemQuery,
  type ListQuery,
  type ListRules,
  parseItemQuery,
  parseListQuery,
} from '../../shared/list-query.js';
import { type idParams, parse } from '../../shared/validation.js';
import { UnusableBody } from './body.js';

export type IdParams = z.output<typeof idParams>;

/** For every parameter that names a schema: `@Body({ schema: newPostSchema })`. */
@Injectable()
export class SchemaPipe implements PipeTransform {
  transform(value: unknown, { schema }: ArgumentMetadata): unknown {
    if (value instanceof UnusableBody) value.refuse();
    return schema instanceof z.ZodType ? parse(schema, value) : value;
  }
}

/** For the query string of a list: `@Query(new ListQueryPipe(postListRules))`. */
export class ListQueryPipe implements PipeTransform<Record<string, unknown>, ListQuery> {
  constructor(private readonly rules: ListRules) {}

  transform(query: Record<string, unknown>): ListQuery {
    return parseListQuery(query, this.rules);
  }
}

/** For the query string of one item. */
export class ItemQueryPipe implements PipeTransform<Record<string, unknown>, ItemQuery> {
  constructor(private readonly rules: ListRules) {}

  transform(query: Record<string, unknown>): ItemQuery {
    return parseItemQuery(query, this.rules);
  }
}
