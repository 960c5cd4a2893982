/** Where the projects of the matrix lie: side by side, with one installation above them. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readPins } from '../../src/catalog/pins.js';
import { mustRun } from '../e2e/support/process.js';

/**
 * A new folder below the one for temporary files. All packages that templates name are installed once for each state
 * of versions.json, and found again by later runs.
 */
export async function makeWorkplace(): Promise<string> {
  const dependencies = Object.fromEntries(Object.entries(readPins()).map(([name, { version }]) => [name, version]));
  const state = JSON.stringify([dependencies, process.version]);
  const key = createHash('sha256').update(state).digest('hex').slice(0, 16);
  const shared = path.join(os.tmpdir(), `cba-packages-${key}`);
  if (!existsSync(path.join(shared, 'complete'))) {
    rmSync(shared, { recursive: true, force: true });
    mkdirSync(shared, { recursive: true });
    writeFileSync(path.join(shared, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies }));
    await mustRun('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: shared });
    writeFileSync(path.join(shared, 'complete'), '');
  }
  const root = mkdtempSync(path.join(os.tmpdir(), 'cba-matrix-'));
  symlinkSync(path.join(shared, 'node_modules'), path.join(root, 'node_modules'));
  return root;
}
