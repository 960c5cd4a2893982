/** Which version of a package generated projects can have. */
import semver from 'semver';
import type { Pin } from '../../src/catalog/pins.js';

/** One version in the registry; what is costly to ask for is asked for when it is needed. */
export interface Release extends Pin {
  /** Range of Node versions that it takes; undefined for any. */
  engines(): string | undefined;
  isDeprecated(): boolean;
}

/** The least Node version of generated projects. */
const leastNode = '20.19.0';

/** Packages that stay within a range, and why. */
const held: Readonly<Record<string, { range: string; reason: string }>> = {
  '@types/node': { range: '20', reason: 'types of what the least Node version has' },
  '@electric-sql/pglite': { range: '0.5.14', reason: 'pglite-socket 0.2.17 takes this one alone' },
  oxlint: { range: '<1.90', reason: 'of some later ones the registry lacks packages of platforms, and npm refuses' },
};

/** Packages that are released together, and work in one version only. */
const families: readonly (readonly string[])[] = [['prisma', '@prisma/client', '@prisma/adapter-pg']];

/** The others of its family, whose versions a package shares. */
export function relativesOf(name: string): string[] {
  const family = families.find((names) => names.includes(name)) ?? [];
  return family.filter((other) => other !== name);
}

/**
 * The newest stable version that runs on the least Node version, and is within the range that the package is held to.
 *
 * @returns the present one when there is none newer
 */
export function newestFor(name: string, present: string, releases: readonly Release[]): Pin {
  const range = held[name]?.range ?? '*';
  const newer = releases
    .filter(({ version }) => semver.satisfies(version, range) && semver.gte(version, present))
    .toSorted((a, b) => semver.rcompare(a.version, b.version));
  const found = newer.find(
    (release) =>
      release.version === present || (semver.satisfies(leastNode, release.engines() ?? '*') && !release.isDeprecated()),
  );
  return { version: found?.version ?? present, released: found?.released ?? '' };
}
