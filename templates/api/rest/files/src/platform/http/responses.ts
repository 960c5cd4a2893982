/** The shapes of answers: one item, or a page of them. */
import { type ListQuery, type Page, pickFields } from '../../shared/list-query.js';

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

export function itemBody<T>(data: T): ItemBody<T> {
  return { data };
}

/** Items carry only the fields the query asked for. */
export function listBody<T extends object>(page: Page<T>, query: ListQuery): ListBody<Partial<T>> {
  const { page: number, limit, fields } = query;
  const totalPages = Math.ceil(page.total / limit);
  return {
    data: page.items.map((item) => pickFields(item, fields)),
    meta: { page: number, limit, total: page.total, totalPages },
  };
}
