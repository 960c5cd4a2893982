#!/usr/bin/env node
// Entry of both commands. Checks the Node version before anything that needs it is loaded.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`create-backend-app needs Node.js 20.19 or newer; this is ${process.version}.`);
  process.exit(1);
}
const { main } = await import('../dist/src/cli/main.js');
await main(process.argv);
