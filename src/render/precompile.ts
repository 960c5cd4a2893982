/** Build step: prints the code of every template. Compiling them at each run would cost a seventh of a creation. */
import { precompileAll } from './compile.js';

process.stdout.write(precompileAll());
