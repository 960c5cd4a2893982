import { setTimeout } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { Background } from './background.js';

it('waits for all work before it closes', async () => {
  const background = new Background({ error: vi.fn() });
  const done: string[] = [];
  background.start('first', async () => {
    await setTimeout(5);
    background.start('second', async () => {
      await setTimeout(5);
      done.push('second');
    });
    done.push('first');
  });
  await background.close();
  expect(done).toEqual(['first', 'second']);
});

it('logs what fails', async () => {
  const error = vi.fn();
  const background = new Background({ error });
  const err = new Error('no route to host');
  background.start('password reset mail', () => Promise.reject(err));
  await background.close();
  expect(error).toHaveBeenCalledExactlyOnceWith({ err }, 'password reset mail failed');
});
