/** A database of the benchmark's own on a live PostgreSQL, dropped at the end. */
import { createRequire } from 'node:module';
import path from 'node:path';

interface Client {
  connect(): Promise<void>;
  query(sql: string): Promise<unknown>;
  end(): Promise<void>;
}

const server = process.env['BENCH_DATABASE_URL'] ?? 'postgres://root@127.0.0.1:5432/postgres';

/** Runs work with the address of an empty database. `folder` is where the driver is installed. */
export async function withDatabase<T>(folder: string, work: (url: string) => Promise<T>): Promise<T> {
  const { Client } = createRequire(path.join(folder, 'package.json'))('pg') as { Client: new (url: string) => Client };
  const name = `cba_bench_${process.pid}`;
  const client = new Client(server);
  await client.connect();
  await client.query(`create database ${name}`);
  try {
    const url = new URL(server);
    url.pathname = `/${name}`;
    return await work(url.href);
  } finally {
    await client.query(`drop database ${name} with (force)`);
    await client.end();
  }
}
