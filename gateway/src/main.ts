import { enableCompileCache } from 'node:module';

// Before anything else is loaded: from the second start on no types are stripped, which saves the stripper's 19 MB of
// memory and some tenths of a second. NODE_COMPILE_CACHE says where; a folder for temporary files is the default.
enableCompileCache();

import('./run-gateway.ts')
  .then(({ runGateway }) => runGateway())
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    // Not only the exit code: connections that were opened before it failed would keep the process alive.
    process.exit(1);
  });
