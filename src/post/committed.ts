/** What version control has of a project. */

/** Nothing is in version control where there is no git, no repository or no commit. */
const nothing = /not a git repository|not a valid object name|unknown revision/i;

/**
 * Tells of a file whether git has it in its last commit. Where git cannot be asked although there is a repository,
 * everything counts as committed: what others may have is not deleted.
 *
 * @param root absolute path of the project
 */
export async function committedFiles(root: string): Promise<(file: string) => boolean> {
  const { execa } = await import('execa');
  const result = await execa('git', ['ls-tree', '-r', '-z', '--name-only', 'HEAD'], {
    cwd: root,
    reject: false,
    stdin: 'ignore',
    env: { LC_ALL: 'C' },
  });
  if (!result.failed) {
    const files = new Set(result.stdout.split('\0'));
    return (file) => files.has(file);
  }
  const isNowhere = result.code === 'ENOENT' || nothing.test(result.stderr);
  return () => !isNowhere;
}
