/** What compose.yaml says, worked out from the plan. */
import type { EnvVar, FragmentContext, ServiceFact } from '../../../../src/catalog/fragment.js';

/** `KEY: value` of a YAML mapping. */
interface Entry {
  key: string;
  value: string;
}

interface ComposeService {
  name: string;
  image: string;
  environment: Entry[];
  healthcheck: string;
  /** Mount of its named volume. */
  volume?: Entry;
}

/** Variables that the image itself settles. */
const fixed = new Set(['HOST', 'PORT']);

/** The services the app needs. */
export function composeServices({ facts }: FragmentContext): ComposeService[] {
  return facts.services.map((service) => ({
    name: service.name,
    image: service.image,
    environment: Object.entries(service.environment ?? {}).map(([key, value]) => ({ key, value })),
    healthcheck: flowList(['CMD', ...service.healthcheck]),
    ...(service.volume === undefined ? {} : { volume: { key: `${service.name}-data`, value: service.volume } }),
  }));
}

/** The app's environment: services by their name in the network, all else from the caller's .env. */
export function composeEnvironment({ env, facts }: FragmentContext): Entry[] {
  const urls = facts.services.map(({ url }: ServiceFact) => ({ key: url.variable, value: url.value }));
  const known = new Set(urls.map(({ key }) => key));
  const others = env.filter(({ name }) => !known.has(name) && !fixed.has(name));
  return [...urls, ...others.map((variable) => ({ key: variable.name, value: reference(variable) }))];
}

/** A name that images and compose projects may have: `@acme/My_API` → `acme-my_api`. */
export function imageName(projectName: string): string {
  const name = projectName
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '-')
    .replace(/^[-_]+|[-_]+$/g, '');
  return name === '' ? 'app' : name;
}

function reference({ name, required }: EnvVar): string {
  return required === 'never' ? `\${${name}:-}` : `\${${name}:?set it in .env}`;
}

function flowList(items: readonly string[]): string {
  return `[${items.map((item) => `'${item.replaceAll("'", "''")}'`).join(', ')}]`;
}
