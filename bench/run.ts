/** `npm run bench`: what the command line costs beside its peers, what each preset makes, and what it costs to run. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { pairs } from './http/apps.js';
import { benchHttp } from './http/index.js';
import { measure, scratchFolder, type Cost } from './measure.js';
import { measurePresets } from './presets.js';
import { measureScale, scaleBars } from './scale.js';

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 7);
const bin = fileURLToPath(new URL('../bin/create-backend-app.js', import.meta.url));
const nestCli = '@nestjs/cli@12.0.8';

/** A bar: the first subject's CPU is at most `limit` times the second's. */
interface Bar {
  subject: string;
  peer: string;
  limit: number;
}

const bars: readonly Bar[] = [
  { subject: '--version', peer: 'node -e 0', limit: 1.6 },
  { subject: '--help', peer: 'node -e 0', limit: 2.2 },
  { subject: 'create --preset rest-prisma-jwt', peer: 'nest new -g -s', limit: 0.7 },
  { subject: 'generate resource', peer: 'nest g resource', limit: 0.5 },
];

const parts: ReadonlySet<string> = new Set(['cli', 'scale', 'presets', 'http', 'overload']);
const wanted = process.argv.slice(2).filter((word) => parts.has(word));
const isWanted = (part: string) => wanted.length === 0 || wanted.includes(part);

const scratch = scratchFolder();
console.log(`Node ${process.version}, ${rounds} rounds, medians\n`);
if (isWanted('cli')) report([...startup(), ...creation(), ...generation()], bars);
if (isWanted('scale')) report(measureScale(scratch, bin, rounds), scaleBars);
if (isWanted('presets')) console.log(await measurePresets(scratch, bin));
const running = ['http', 'overload'].filter(isWanted);
const only = process.argv.slice(2).filter((word) => pairs.some(({ name }) => name === word));
if (running.length > 0) await benchHttp(scratch, bin, { parts: running, rounds, only });

function report(costs: readonly Cost[], held: readonly Bar[]): void {
  console.log(costTable(costs));
  console.log(barTable(costs, held));
}

function startup(): Cost[] {
  return measure(
    [
      { name: 'node -e 0', command: [process.execPath, '-e', '0'], cwd: scratch },
      { name: '--version', command: [process.execPath, bin, '--version'], cwd: scratch },
      { name: '--help', command: [process.execPath, bin, '--help'], cwd: scratch },
    ],
    rounds * 3,
  );
}

function creation(): Cost[] {
  installPeer();
  const runs = path.join(scratch, 'runs');
  const offline = ['--no-install', '--no-git'];
  const preset = (id: string) => [process.execPath, bin, `${id}-{n}`, '--preset', id, ...offline];
  return measure(
    [
      { name: 'create --preset rest-prisma-jwt', command: preset('rest-prisma-jwt'), cwd: runs },
      { name: 'create --preset minimal', command: preset('minimal'), cwd: runs },
      { name: 'nest new -g -s', command: [nest(), 'new', 'nest-{n}', '-g', '-s', '-p', 'npm'], cwd: runs },
    ],
    rounds,
  );
}

function generation(): Cost[] {
  const ours = path.join(scratch, 'runs/rest-prisma-jwt-1');
  const theirs = path.join(scratch, 'runs/nest-1');
  const words = ['thing{n}', 'title:string', 'body:text:optional', 'price:decimal=10,2', 'author:ref=user'];
  return measure(
    [
      { name: 'generate resource', command: [process.execPath, bin, 'generate', 'resource', ...words], cwd: ours },
      {
        name: 'nest g resource',
        command: [nest(), 'g', 'resource', 'thing{n}', '--type', 'rest', '--crud'],
        cwd: theirs,
      },
    ],
    rounds,
  );
}

function installPeer(): void {
  const folder = path.join(scratch, 'peer');
  mkdirSync(folder);
  execFileSync('npm', ['init', '-y'], { cwd: folder, stdio: 'ignore' });
  execFileSync('npm', ['install', '--no-audit', '--no-fund', nestCli], { cwd: folder, stdio: 'ignore' });
}

function nest(): string {
  return path.join(scratch, 'peer/node_modules/.bin/nest');
}

function costTable(all: readonly Cost[]): string {
  const rows = all.map(
    ({ name, cpu, wall, memory }) => `| \`${name}\` | ${cpu.toFixed(0)} | ${wall.toFixed(0)} | ${memory.toFixed(0)} |`,
  );
  return ['| command | CPU ms | wall ms | peak MB |', '| --- | --: | --: | --: |', ...rows, ''].join('\n');
}

function barTable(all: readonly Cost[], held: readonly Bar[]): string {
  const cpu = (name: string) => all.find((cost) => cost.name === name)?.cpu ?? Number.NaN;
  const rows = held.map(({ subject, peer, limit }) => {
    const ratio = cpu(subject) / cpu(peer);
    if (!(ratio <= limit)) process.exitCode = 1;
    return `| \`${subject}\` | \`${peer}\` | ${ratio.toFixed(2)} | ${limit} | ${ratio <= limit ? 'yes' : 'NO'} |`;
  });
  return ['| CPU of | to that of | ratio | bar | held |', '| --- | --- | --: | --: | --- |', ...rows, ''].join('\n');
}
