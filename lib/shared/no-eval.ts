import { z } from 'zod/mini';

// zod compiles its parsers with `new Function` where it may. Our pages' policy forbids that, and even the attempt is
// reported as a violation. Has to be imported before any schema is made: first in every entrypoint.
z.config({ jitless: true });
