/** Posts through Drizzle. */
import { asc, desc, eq, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { integer, numeric, pgTable, text, timestamp, uuid, varchar } from 'drizzle-orm/pg-core';
import { Pool } from 'pg';
import { env, type ListQuery, type NewPost } from './common.js';

const posts = pgTable('posts', {
  id: uuid().primaryKey().defaultRandom(),
  title: varchar({ length: 80 }).notNull(),
  body: text(),
  status: text({ enum: ['draft', 'published'] })
    .notNull()
    .default('draft'),
  price: numeric({ precision: 10, scale: 2 }).notNull(),
  views: integer().notNull().default(0),
  createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  updatedAt: timestamp('updated_at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
});

const pool = new Pool({ connectionString: env.DATABASE_URL, connectionTimeoutMillis: 3_000, query_timeout: 10_000 });
const database = drizzle({ client: pool });

export const ping = () => database.execute(sql`select 1`);
export const close = () => pool.end();

export async function list({ page, limit }: ListQuery) {
  return Promise.all([
    database
      .select()
      .from(posts)
      .orderBy(desc(posts.createdAt), asc(posts.id))
      .limit(limit)
      .offset((page - 1) * limit),
    database.$count(posts),
  ]);
}

export async function find(id: string) {
  const [row] = await database.select().from(posts).where(eq(posts.id, id));
  return row;
}

export async function create(input: NewPost) {
  const [row] = await database.insert(posts).values(input).returning();
  return row as typeof posts.$inferSelect;
}
