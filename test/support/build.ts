/** The program as it is compiled. */
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** Compiles the program unless dist/ is newer than all it is made of. */
export function buildWhenStale(): void {
  const built = statSync('dist/templates.cjs', { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (['src', 'templates'].some((folder) => newest(folder) > built)) {
    execFileSync('npm', ['run', 'build'], { stdio: 'pipe' });
  }
}

function newest(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Math.max(...entries.map((entry) => statSync(path.join(entry.parentPath, entry.name)).mtimeMs));
}
