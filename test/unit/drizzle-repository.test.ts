import { describe, expect, it } from 'vitest';
import { parseFragmentResource } from '../../src/resource/parse.js';
import { repositoryView } from '../../templates/orm/drizzle/emit/repository.js';
import { open } from './resource-support.js';

function view(...methods: string[]) {
  return repositoryView(parseFragmentResource({ line: 'session token:string:unique age:integer', methods }, open));
}

describe("a repository's view", () => {
  it.each([
    [['list', 'create'], ''],
    [['findById'], 'eq'],
    [['findBy=token'], 'eq'],
    [['deleteBy=age'], 'eq'],
    [['updateIf'], 'and, eq'],
  ])('of %j imports "%s"', (methods, operators) => {
    expect(view(...methods).operators).toBe(operators);
  });

  it('names finders and deleters after their fields', () => {
    const { finders, deleters } = view('findBy=token', 'deleteBy=age', 'deleteBy=token');
    expect(finders.map(({ method, spaced }) => [method, spaced])).toEqual([['findByToken', false]]);
    expect(deleters.map(({ method, spaced }) => [method, spaced])).toEqual([
      ['deleteByAge', true],
      ['deleteByToken', true],
    ]);
  });

  it('puts an empty line between methods, and none before the first', () => {
    expect(view('create', 'delete').spaced).toMatchObject({ create: false, delete: true });
    expect(view('updateIf').spaced.updateIf).toBe(false);
  });
});

describe('a query', () => {
  it('stays on one line where it fits', () => {
    expect(view('delete').queries.delete).toBe(
      '      const { rowCount } = await database.delete(sessions).where(eq(sessions.id, id));',
    );
  });

  it('has one call a line where it does not, or where Prettier breaks it', () => {
    expect(view('updateIf').queries.updateIf.split('\n')).toEqual([
      '      const [row] = await database',
      '        .update(sessions)',
      '        .set(input)',
      '        .where(and(eq(sessions.id, id), ...unchanged(sessions, expected)))',
      '        .returning();',
    ]);
  });
});
