/** The shapes of answers: one item, or a page of them. */
import { type ItemQuery, type ListQuery, type Page, pickFields } from '../../shared/list-query.js';

export interface ItemBody<T> {
  data: T;
}

export interface ListMeta {
  page: number;
  limit: number;
  total: number;
  totalPages: number;
}

export interface ListBody<T> {
  data: T[];
  meta: ListMeta;
}

/** With a query, the item carries only the fields it asked for. */
export function itemBody<T extends object>(data: T, query?: ItemQuery): ItemBody<Partial<T>> {
  return { data: query ? pickFields(data, query) : data };
}

/** Items carry only the fields the query asked for. */
export function listBody<T extends object>(page: Page<T>, query: ListQuery): ListBody<Partial<T>> {
  const { page: number, limit } = query;
  const totalPages = Math.ceil(page.total / limit);
  return {
    data: page.items.map((item) => pickFields(item, query)),
    meta: { page: number, limit, total: page.total, totalPages },
  };
}
