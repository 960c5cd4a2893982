/** The shapes of answers: one item, or a page of them. */
import { writeCursor } from '../../shared/cursor.js';
import { type ItemQuery, type ListQuery, type Page, pickFields } from '../../shared/list-query.js';

export interface ItemBody<T> {
  data: T;
}

export interface ListBody<T> {
  data: T[];
  meta: NumberedMeta | KeysetMeta;
}

/** Of a page that was asked for by its number. */
export interface NumberedMeta {
  page: number;
  limit: number;
  total: number;
  totalPages: number;
}

/** Of a page that was asked for with a cursor. */
export interface KeysetMeta {
  limit: number;
  /** Leads to the next page; null on the last one. */
  nextCursor: string | null;
}

/** With a query, the item carries only the fields it asked for. */
export function itemBody<T extends object>(data: T, query?: ItemQuery): ItemBody<Partial<T>> {
  return { data: query ? pickFields(data, query) : data };
}

/** Items carry only the fields the query asked for. */
export function listBody<T extends { id: string }>(
  page: Page<T>,
  query: ListQuery,
): ListBody<Partial<T>> {
  const data = page.items.map((item) => pickFields(item, query));
  return { data, meta: metaOf(page, query) };
}

function metaOf(page: Page<{ id: string }>, { limit, sort }: ListQuery): ListBody<never>['meta'] {
  if ('total' in page) {
    const { page: number, total } = page;
    return { page: number, limit, total, totalPages: Math.ceil(total / limit) };
  }
  const last = page.hasMore ? page.items.at(-1) : undefined;
  return { limit, nextCursor: last ? writeCursor(sort, last) : null };
}
