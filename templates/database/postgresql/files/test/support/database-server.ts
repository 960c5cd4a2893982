/** Statements on a database server, whatever the app speaks to it with. */
import { Client } from 'pg';

export async function execute(server: string, statement: string): Promise<void> {
  await query(server, statement);
}

/** @returns the rows of the answer. */
export async function query(server: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    const { rows } = await client.query(statement);
    return rows;
  } finally {
    await client.end();
  }
}

/** The URL of another database on the same server. */
export function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}
