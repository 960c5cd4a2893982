/** `npm run bench -- http`: what the generated apps cost to run, beside lean ones written by hand. */
import { setTimeout } from 'node:timers/promises';
import { median } from '../measure.js';
import type { Apps } from './apps.js';
import { load, type Target } from './load.js';
import { startServer, type Server } from './server.js';

/** One figure of both apps of a pair. */
export interface Comparison {
  name: string;
  unit: string;
  generated: number;
  lean: number;
  /** Median of the ratios of the rounds: what both met in one round cancels out. */
  ratio: number;
  /** Greatest ratio. */
  bar: number;
}

type Side = 'generated' | 'lean';
/** Costs by the name of the target. */
type Samples = Map<string, Record<Side, number[]>>;

const bars = { cpu: 1.1, start: 1.2, memory: 1.2 };
/** Milliseconds after which a server is idle. */
const rest = 2_000;

const body = { title: 'A post of ordinary length', body: 'Some words. '.repeat(20), price: '12.50', views: 3 };

type Load = readonly [requests: number, target: Target];

/** With the number of requests that one measurement takes. Reads come first: writes make the list longer. */
function phases(id: string): Load[][] {
  return [
    [
      [20_000, { name: 'GET /health/live', path: '/health/live' }],
      [8_000, { name: 'GET /posts/:id', path: `/api/v1/posts/${id}` }],
      [3_000, { name: 'GET /posts', path: '/api/v1/posts' }],
    ],
    [[4_000, { name: 'POST /posts', path: '/api/v1/posts', body }]],
  ];
}

/** Compares the two apps of a pair; they take turns, and turns at being first, so that a busy moment hits both alike. */
export async function compare(folder: string, app: Apps, databaseUrl: string, rounds: number): Promise<Comparison[]> {
  const idle = await compareStarts(app, databaseUrl, rounds);
  const servers = { generated: await start(app, 'generated'), lean: await start(app, 'lean') };
  try {
    return [...(await compareRequests(servers)), ...idle];
  } finally {
    await Promise.all([servers.generated.stop(), servers.lean.stop()]);
  }

  function start({ generated, lean }: Apps, side: Side): Promise<Server> {
    return startServer(side === 'lean' ? lean : generated, databaseUrl);
  }

  async function compareRequests(both: Record<Side, Server>): Promise<Comparison[]> {
    const samples: Samples = new Map();
    const id = await seed(both.lean);
    for (const loads of phases(id)) {
      // The first round lets the compiler warm up and does not count.
      for (let round = 0; round <= rounds; round++) {
        for (const [requests, target] of loads) await measureOnce(both, target, requests, round, samples);
      }
    }
    return [...samples].map(([name, costs]) => comparison(name, 'CPU µs a request', costs, bars.cpu));
  }

  async function measureOnce(
    both: Record<Side, Server>,
    target: Target,
    requests: number,
    round: number,
    all: Samples,
  ) {
    for (const side of inTurn(round)) {
      const cost = await costOf(folder, both[side], target, requests);
      if (round > 0) sampleOf(all, target.name)[side].push(cost);
    }
  }
}

async function compareStarts(app: Apps, databaseUrl: string, rounds: number): Promise<Comparison[]> {
  const starts: Record<Side, number[]> = { generated: [], lean: [] };
  const memory: Record<Side, number[]> = { generated: [], lean: [] };
  for (let round = 0; round <= rounds; round++) {
    for (const side of inTurn(round)) {
      const server = await startServer(app[side], databaseUrl);
      await setTimeout(rest);
      if (round > 0) {
        starts[side].push(server.started);
        memory[side].push(server.memory());
      }
      await server.stop();
    }
  }
  return [comparison('start to ready', 'ms', starts, bars.start), comparison('idle memory', 'MB', memory, bars.memory)];
}

/** Microseconds of CPU for each answer. */
async function costOf(folder: string, server: Server, target: Target, requests: number): Promise<number> {
  const before = server.cpu();
  const { good, statuses } = await load(folder, server.port, target, ['-a', String(requests), '-c', '32']);
  const cost = server.cpu() - before;
  if (good < requests) throw new Error(`${target.name} was answered ${JSON.stringify(statuses)}`);
  return (cost * 1000) / good;
}

/** A page of posts, so that lists have something to show; answers the id of one. */
async function seed({ port }: Server): Promise<string> {
  let id = '';
  for (let count = 0; count < 20; count++) {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/posts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    ({ id } = ((await response.json()) as { data: { id: string } }).data);
  }
  return id;
}

/** Who is measured first takes turns, too. */
function inTurn(round: number): readonly Side[] {
  return round % 2 === 0 ? ['generated', 'lean'] : ['lean', 'generated'];
}

function sampleOf(samples: Samples, name: string): Record<Side, number[]> {
  const known = samples.get(name) ?? { generated: [], lean: [] };
  samples.set(name, known);
  return known;
}

function comparison(name: string, unit: string, costs: Record<Side, number[]>, bar: number): Comparison {
  const ratios = costs.generated.map((cost, round) => cost / (costs.lean[round] ?? Number.NaN));
  return { name, unit, generated: median(costs.generated), lean: median(costs.lean), ratio: median(ratios), bar };
}
