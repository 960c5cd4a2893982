/** Posts through Prisma, whose client is generated from the same schema as the generated app's. */
import { PrismaPg } from '@prisma/adapter-pg';
import { env, type ListQuery, type NewPost } from './common.js';
import { type Post, PrismaClient } from './generated/prisma/client.js';

const adapter = new PrismaPg({
  connectionString: env.DATABASE_URL,
  connectionTimeoutMillis: 3_000,
  query_timeout: 10_000,
});
const database = new PrismaClient({ adapter });

export const ping = () => database.$queryRaw`select 1`;
export const close = () => database.$disconnect();

export async function list({ page, limit }: ListQuery) {
  const [rows, total] = await Promise.all([
    database.post.findMany({
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      skip: (page - 1) * limit,
      take: limit,
    }),
    database.post.count(),
  ]);
  return [rows.map(shown), total] as const;
}

export async function find(id: string) {
  const row = await database.post.findUnique({ where: { id } });
  return row ? shown(row) : undefined;
}

export async function create(data: NewPost) {
  return shown(await database.post.create({ data }));
}

function shown(row: Post) {
  return { ...row, price: row.price.toFixed(2) };
}
