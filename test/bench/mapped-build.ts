// Builds the extension into the folder that is named, as it is shipped, with source maps beside it.
import { argv } from 'node:process';
import { build } from 'wxt';

const [outDir] = argv.slice(2);
if (outDir === undefined) throw new Error('Names a folder: node test/bench/mapped-build.ts <folder>');
await build({ outDir, vite: () => ({ build: { sourcemap: 'hidden' } }) });
