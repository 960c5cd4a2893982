/** Asks one question on the terminal, by inquirer's own prompts. */
import { UserError } from '../../errors.js';
import type { Answers, Inquirer, Prompt } from './types.js';

/** Milliseconds in which Ctrl-C, which closes a question too, is heard as the signal that it is. */
const signalTime = 200;

/**
 * Asks.
 *
 * @returns the answers so far with the new one
 * @throws UserError `INTERRUPTED` when the question is closed without an answer: by Ctrl-D, or with the terminal
 */
export function askOne(inquirer: Inquirer, prompt: Prompt, answers: Answers): Promise<Answers> {
  return new Promise((resolve, reject) => {
    let closed: NodeJS.Timeout | undefined;
    const asking = inquirer.prompt([prompt], answers);
    asking.ui?.rl.once('close', () => {
      const cancelled = new UserError({ code: 'INTERRUPTED', message: 'Cancelled.', hint: 'Nothing was written.' });
      closed = setTimeout(() => reject(cancelled), signalTime);
    });
    asking.then(resolve, reject).finally(() => clearTimeout(closed));
  });
}
