/** Loaded into a command and every Node process it starts: notes how much memory each had at most, in kilobytes. */
const { appendFileSync } = require('node:fs');

process.once('exit', () => appendFileSync(process.env.PEAKS, `${process.resourceUsage().maxRSS}\n`));
