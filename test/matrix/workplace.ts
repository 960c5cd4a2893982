/** Where the projects of the matrix lie: side by side, with one installation above them. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { mustRun } from '../e2e/support/process.js';

const versionsFile = fileURLToPath(new URL('../../templates/versions.json', import.meta.url));

/**
 * A new folder below the one for temporary files. All packages that templates name are installed once for each state
 * of versions.json, and found again by later runs.
 */
export async function makeWorkplace(): Promise<string> {
  const text = readFileSync(versionsFile, 'utf8');
  const key = createHash('sha256').update(text).update(process.version).digest('hex').slice(0, 16);
  const shared = path.join(os.tmpdir(), `cba-packages-${key}`);
  if (!existsSync(path.join(shared, 'complete'))) {
    rmSync(shared, { recursive: true, force: true });
    mkdirSync(shared, { recursive: true });
    const dependencies = JSON.parse(text) as Record<string, string>;
    writeFileSync(path.join(shared, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies }));
    await mustRun('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: shared });
    writeFileSync(path.join(shared, 'complete'), '');
  }
  const root = mkdtempSync(path.join(os.tmpdir(), 'cba-matrix-'));
  symlinkSync(path.join(shared, 'node_modules'), path.join(root, 'node_modules'));
  return root;
}
