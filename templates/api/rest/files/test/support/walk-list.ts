/** Walks lists page by page, as callers do who follow `meta.nextCursor`. */
import type { ListBody } from '../../src/platform/http/responses.js';
import type { TestResponse } from './test-app.js';

type Call = <T>(method: string, path: string) => Promise<TestResponse<T>>;

const mostItems = 100;

/**
 * @param path with a query string
 * @returns the items of all pages, but of a walk that does not end
 */
export async function walkList<T>(call: Call, path: string): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = '';
  while (cursor !== null && items.length < mostItems) {
    const { body }: TestResponse<ListBody<T>> = await call('GET', `${path}&cursor=${cursor}`);
    items.push(...body.data);
    cursor = 'nextCursor' in body.meta ? body.meta.nextCursor : null;
  }
  return items;
}
