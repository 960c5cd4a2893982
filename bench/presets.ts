/** What each preset makes, and how long it takes from the first key press to the first answer out of the database. */
import { execFileSync, spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';

const presets = ['rest-prisma-jwt', 'rest-drizzle-jwt', 'minimal'];

/** A Markdown table, one row a preset. */
export async function measurePresets(scratch: string, bin: string): Promise<string> {
  const rows: string[] = [];
  for (const preset of presets) {
    const project = path.join(scratch, `preset-${preset}`);
    const started = performance.now();
    execFileSync(process.execPath, [bin, project, '--preset', preset, '--no-git', '--resource', 'post title:string'], {
      stdio: 'ignore',
    });
    const installed = seconds(started);
    const answered = await untilFirstAnswer(project, started);
    const files = sourceFiles(project);
    const lines = files.reduce((sum, file) => sum + readFileSync(file, 'utf8').split('\n').length - 1, 0);
    const lock = JSON.parse(readFileSync(path.join(project, 'package-lock.json'), 'utf8')) as { packages: object };
    const packages = Object.keys(lock.packages).filter((name) => name !== '').length;
    const megabytes = Number(
      execFileSync('du', ['-sm', path.join(project, 'node_modules')], { encoding: 'utf8' }).split('\t')[0],
    );
    rows.push(`| ${preset} | ${files.length} | ${lines} | ${packages} | ${megabytes} | ${installed} | ${answered} |`);
    rmSync(project, { recursive: true, force: true });
  }
  const header = '| preset | files | lines | packages | MB installed | s to installed | s to first 200 |';
  return [header, '| --- | --: | --: | --: | --: | --: | --: |', ...rows, ''].join('\n');
}

async function untilFirstAnswer(project: string, started: number): Promise<string> {
  const port = await freePort();
  const child = spawn('npm', ['run', 'dev'], {
    cwd: project,
    detached: true,
    stdio: 'ignore',
    env: { ...process.env, PORT: String(port) },
  });
  try {
    for (let attempt = 0; attempt < 1200; attempt++) {
      const response = await fetch(`http://127.0.0.1:${port}/api/v1/posts`).catch(() => undefined);
      if (response?.status === 200) return seconds(started);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`no answer from ${project}`);
  } finally {
    if (child.pid) process.kill(-child.pid, 'SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
}

function sourceFiles(project: string): string[] {
  const skipped = /[\\/](node_modules|\.data|\.backend-app|dist|generated)([\\/]|$)|package-lock\.json$/;
  return readdirSync(project, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !skipped.test(file.slice(project.length)));
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
