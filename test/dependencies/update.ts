/**
 * `npm run deps:update`: raises the pinned versions of generated projects' packages, then runs the contract kit and the
 * matrix, and prints what they say.
 *
 *     npm run deps:update -- [package …] [--dry-run]
 *
 * Exits 1 when something broke; the pins stay raised then, so that it can be looked at.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ageInDays, readPins, type Pin } from '../../src/catalog/pins.js';
import { templatesRoot } from '../../src/package/root.js';
import { newestFor, relativesOf, type Release } from './newest.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'dry-run': { type: 'boolean', default: false } },
});

const pins = readPins();
const raised: Record<string, Pin> = { ...pins };
console.log('| package | from | days old | to | released |\n| --- | --- | --: | --- | --- |');
for (const [name, pin] of Object.entries(pins)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const newest = newestFor(name, pin.version, releasesOf(name));
  if (newest.version === pin.version) continue;
  raised[name] = newest;
  console.log(`| ${name} | ${pin.version} | ${ageInDays(pin)} | ${newest.version} | ${newest.released} |`);
}

if (!values['dry-run'] && JSON.stringify(raised) !== JSON.stringify(pins)) {
  writeFileSync(path.join(templatesRoot, 'versions.json'), `${JSON.stringify(raised, null, 2)}\n`);
  const checks = [
    ['npx', 'vitest', 'run', 'test/contract'],
    ['npm', 'run', 'matrix'],
  ];
  const broken = checks.filter(
    ([command = '', ...args]) => spawnSync(command, args, { stdio: 'inherit' }).status !== 0,
  );
  for (const check of broken) console.error(`\nWith these versions this fails: ${check.join(' ')}`);
  process.exitCode = broken.length > 0 ? 1 : 0;
}

/** All versions in the registry that the package's relatives have, too, with their day and the Node versions that they take. */
function releasesOf(name: string): Release[] {
  const days = view<Record<string, string>>(name, ['time']);
  const ofRelatives = relativesOf(name).map(versionsOf);
  const versions = versionsOf(name).filter((version) => ofRelatives.every((all) => all.includes(version)));
  return versions.map((version) => ({
    version,
    released: (days[version] ?? '').slice(0, 10),
    // Asked of few: each is a question to the registry.
    engines: () => view<string | undefined>(`${name}@${version}`, ['engines.node']),
    isDeprecated: () => view<string | undefined>(`${name}@${version}`, ['deprecated']) !== undefined,
  }));
}

function versionsOf(name: string): string[] {
  return [view<string[] | string>(name, ['versions'])].flat();
}

function view<T>(name: string, fields: readonly string[]): T {
  const args = ['view', name, ...fields, '--json'];
  const text = execFileSync('npm', args, { encoding: 'utf8', maxBuffer: 1e9, stdio: ['ignore', 'pipe', 'ignore'] });
  return (text.trim() === '' ? undefined : JSON.parse(text)) as T;
}
