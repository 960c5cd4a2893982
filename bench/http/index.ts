/** The parts `http` and `overload` of the benchmark, as Markdown tables. */
import path from 'node:path';
import { migrate, prepareApps, type Apps } from './apps.js';
import { withDatabase } from './database.js';
import { compare, type Comparison } from './measure.js';
import { overload, type Overload } from './overload.js';

/** Bars of the overload: megabytes at most, and seconds until all is well again. */
const overloadBars = { memory: 512, recovered: 5 };

/** Prints the parts; the exit code says whether a bar was missed. `only` names pairs, all when empty. */
export async function benchHttp(
  scratch: string,
  bin: string,
  { parts, rounds, only }: { parts: readonly string[]; rounds: number; only: readonly string[] },
): Promise<void> {
  const folder = path.join(scratch, 'http');
  const all = prepareApps(folder, bin);
  const apps = all.filter(({ pair }) => only.length === 0 || only.includes(pair.name));
  // Each on an empty database: the rows of one would make the lists of the next one longer.
  const onEmptyDatabase = <T>(work: (url: string) => Promise<T>) =>
    withDatabase(folder, (url) => {
      migrate(folder, all, url);
      return work(url);
    });
  if (parts.includes('http')) {
    await printComparisons(apps, (app) => onEmptyDatabase((url) => compare(folder, app, url, rounds)));
  }
  if (parts.includes('overload')) {
    await printOverloads(apps, (app) => onEmptyDatabase((url) => overload(folder, app, url)));
  }
}

async function printComparisons(apps: readonly Apps[], measure: (app: Apps) => Promise<Comparison[]>): Promise<void> {
  console.log('| app | what | generated | lean | ratio | bar | held |\n| --- | --- | --: | --: | --: | --: | --- |');
  for (const app of apps) {
    for (const { name, unit, generated, lean, ratio, bar } of await measure(app)) {
      const figures = [generated.toFixed(0), lean.toFixed(0), ratio.toFixed(2), bar.toFixed(2), held(ratio <= bar)];
      console.log(`| ${[app.pair.name, `${name}, ${unit}`, ...figures].join(' | ')} |`);
    }
  }
  console.log('');
}

async function printOverloads(apps: readonly Apps[], measure: (app: Apps) => Promise<Overload>): Promise<void> {
  const columns = ['app', 'requests/s', 'answers by status', 'lost', 'idle MB', 'peak MB', 's until well', 'held'];
  console.log(`| ${columns.join(' | ')} |\n| --- | --: | --- | --: | --: | --: | --: | --- |`);
  for (const app of apps) {
    const { name, capacity, statuses, lost, idleMemory, peakMemory, recovered } = await measure(app);
    const isHeld = peakMemory <= overloadBars.memory && (recovered ?? Number.NaN) <= overloadBars.recovered;
    const answers = Object.entries(statuses).map(([status, count]) => `${status}: ${count}`);
    const memory = [idleMemory.toFixed(0), peakMemory.toFixed(0)];
    const row = [name, capacity.toFixed(0), answers.join(', '), lost, ...memory, recovered?.toFixed(1), held(isHeld)];
    console.log(`| ${row.join(' | ')} |`);
  }
  console.log('');
}

function held(is: boolean): string {
  if (!is) process.exitCode = 1;
  return is ? 'yes' : 'NO';
}
