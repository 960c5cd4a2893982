/** What one resource costs in a small and in a large project, and what many cost at once. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { measure, type Cost, type Subject } from './measure.js';

const orms = ['prisma', 'drizzle'] as const;
const sizes = [1, 30, 300] as const;
const many = 200;
const words = ['post', 'title:string', 'body:text:optional', 'price:decimal=10,2', 'thing:ref=thing1'];

/** The first subject's CPU is at most `limit` times the second's. */
export const scaleBars = orms.flatMap((orm) => [
  { subject: `${orm}: one resource beside 300`, peer: `${orm}: one resource beside 1`, limit: 1.3 },
  { subject: `${orm}: --from with ${many}`, peer: `${orm}: one resource beside 1`, limit: 10 },
]);

/** Measures generation by project size; the projects are made in the folder first. */
export function measureScale(scratch: string, bin: string, rounds: number): Cost[] {
  const folder = path.join(scratch, 'scale');
  mkdirSync(folder);
  return orms.flatMap((orm) => {
    const run = (args: readonly string[], cwd: string) => {
      execFileSync(process.execPath, [bin, ...args], { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
    };
    for (const size of sizes) {
      const name = `${orm}-${size}`;
      run(['create', name, '--preset', 'rest-prisma-jwt', '--orm', orm, '--no-install', '--no-git'], folder);
      run(['generate', 'resource', '--from', resourceFile(folder, 'thing', size)], path.join(folder, name));
    }
    return measure(subjects(orm, folder, bin), rounds);
  });
}

function subjects(orm: string, folder: string, bin: string): Subject[] {
  const work = path.join(folder, `${orm}-work`);
  const lay = (size: number) => () => {
    rmSync(work, { recursive: true, force: true });
    cpSync(path.join(folder, `${orm}-${size}`), work, { recursive: true });
  };
  const generate = [process.execPath, bin, 'generate', 'resource'];
  return [
    ...sizes.map((size) => ({
      name: `${orm}: one resource beside ${size}`,
      command: [...generate, ...words],
      cwd: work,
      before: lay(size),
    })),
    {
      name: `${orm}: --from with ${many}`,
      command: [...generate, '--from', resourceFile(folder, 'item', many)],
      cwd: work,
      before: lay(1),
    },
  ];
}

/** A file with resources of the same fields as the one that is measured. */
function resourceFile(folder: string, name: string, count: number): string {
  const file = path.join(folder, `${name}-${count}.json`);
  const line = (number: number) =>
    `${name}${number} title:string body:text:optional price:decimal=10,2${number > 1 ? ` other:ref=${name}1` : ''}`;
  writeFileSync(file, JSON.stringify(Array.from({ length: count }, (_, index) => line(index + 1))));
  return file;
}
