import { fileURLToPath } from 'node:url';

const session = (name: string): string =>
  fileURLToPath(new URL(`../../lib/session/${name}`, import.meta.url));

export const picture = session('rolling-deploy.svg');
export const readme = session('README.md');
