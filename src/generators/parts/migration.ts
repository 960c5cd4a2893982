/** Stages an empty migration, next in order. */
import type { OpenProject } from '../../compose/open.js';
import { UserError } from '../../errors.js';
import { migrationName } from './names.js';

/** A migration that was made, or was there. */
export interface Migration {
  /** `add_search_index` */
  name: string;
  /** The file to write its SQL in; undefined when there was a migration of that name already. */
  file: string | undefined;
}

/**
 * Stages a migration for SQL of the user's own.
 *
 * @param words its name, in one word or in several
 * @throws UserError `USAGE` for a name that cannot be, and for a project without migrations
 */
export function stageMigration({ plan, tree }: OpenProject, words: readonly string[]): Migration {
  const name = migrationName(words.join(' '));
  const emptyMigration = plan.fragments.find(({ generators }) => generators?.emptyMigration)?.generators
    ?.emptyMigration;
  if (!emptyMigration) {
    throw new UserError({ code: 'USAGE', message: 'This project has no ORM, and so no migrations.' });
  }
  const edits = emptyMigration(name, tree);
  for (const { path, content } of edits) {
    if (content === undefined) tree.remove(path);
    else if (tree.exists(path)) tree.update(path, content);
    else tree.create(path, content);
  }
  return { name, file: edits.find(({ path }) => path.endsWith('.sql'))?.path };
}
