/** Questions as plain lines: for terminals, and people, that want no escape codes. */
import { createInterface, type Interface } from 'node:readline';
import { cancelled, type Asker, type Choice } from './asker.js';

/** Asks line by line; choices are numbered. */
export function plainAsker(): Asker {
  const lines = createInterface({ input: process.stdin, terminal: false });
  const ask = (prompt: string) => {
    process.stdout.write(prompt);
    return nextLine(lines);
  };
  return {
    async text(question, fallback, check) {
      for (;;) {
        const answer = (await ask(fallback === '' ? `${question} ` : `${question} [${fallback}] `)) || fallback;
        const fault = check(answer);
        if (fault === undefined) return answer;
        process.stdout.write(`${fault}\n`);
      }
    },
    async choose(question, choices) {
      process.stdout.write(listed(question, choices));
      for (;;) {
        const [choice, ...more] = picked((await ask('Number [1] ')) || '1', choices);
        if (choice !== undefined && more.length === 0) return choice;
        process.stdout.write(`Type a number from 1 to ${choices.length}.\n`);
      }
    },
    async chooseSeveral(question, choices) {
      process.stdout.write(listed(question, choices));
      for (;;) {
        const answer = await ask('Numbers with commas [none] ');
        const chosen = picked(answer, choices);
        if (answer === '' || chosen.length > 0) return chosen;
        process.stdout.write(`Type numbers from 1 to ${choices.length}, or nothing.\n`);
      }
    },
    end: () => lines.close(),
  };
}

function listed(question: string, choices: readonly Choice[]): string {
  const width = Math.max(...choices.map(({ title }) => title.length));
  const lines = choices.map(({ title, help }, index) => `  ${index + 1}  ${title.padEnd(width)}  ${help}`.trimEnd());
  return `${[question, ...lines].join('\n')}\n`;
}

/** The values that an answer names by number or by id; empty when a part of it names none. */
function picked(answer: string, choices: readonly Choice[]): string[] {
  const values = answer
    .split(',')
    .map((part) => part.trim())
    .map((part) => choices.find(({ value }, index) => String(index + 1) === part || (value !== '' && value === part)));
  return values.includes(undefined) ? [] : [...new Set(values.map((choice) => choice?.value ?? ''))];
}

function nextLine(lines: Interface): Promise<string> {
  return new Promise((resolve, reject) => {
    const close = () => {
      process.stdout.write('\n');
      reject(cancelled());
    };
    lines.once('close', close);
    lines.once('line', (line) => {
      lines.removeListener('close', close);
      resolve(line.trim());
    });
  });
}
