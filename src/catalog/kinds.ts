/** The axes of choice, in the order they are asked, listed and composed. */

/** One axis. */
export interface KindInfo {
  id: string;
  /** Name for people. */
  title: string;
  /** Question put by the prompts. */
  question: string;
  /** May be left out with `none`. */
  optional: boolean;
  /** Takes several ids. */
  multiple: boolean;
}

/** Every axis. The order is also the order of composition: a later fragment may build on an earlier one. */
export const kinds = [
  { id: 'framework', title: 'Framework', question: 'Which framework?', optional: false, multiple: false },
  { id: 'database', title: 'Database', question: 'Which database?', optional: false, multiple: false },
  { id: 'orm', title: 'ORM', question: 'Which ORM?', optional: false, multiple: false },
  { id: 'api', title: 'API style', question: 'Which API style?', optional: false, multiple: false },
  { id: 'auth', title: 'Authentication', question: 'How do callers sign in?', optional: true, multiple: false },
  { id: 'cache', title: 'Cache', question: 'Which cache?', optional: true, multiple: false },
  { id: 'testing', title: 'Testing', question: 'Which test runner?', optional: false, multiple: false },
  { id: 'deploy', title: 'Deployment', question: 'How is it deployed?', optional: true, multiple: true },
  { id: 'layout', title: 'Layout', question: 'How are the source files laid out?', optional: false, multiple: false },
  {
    id: 'package-manager',
    title: 'Package manager',
    question: 'Which package manager?',
    optional: false,
    multiple: false,
  },
] as const satisfies readonly KindInfo[];

/** Id of an axis. `base` is the fragment every project has; it is no choice. */
export type Kind = (typeof kinds)[number]['id'] | 'base';
