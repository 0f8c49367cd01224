import { serverSettings, workerSettings } from '@souk/shared/config';

/** Settings of the server: src/main.ts. */
export const analyticsServerSettings = serverSettings;

/** Settings of the worker: src/worker.ts. */
export const analyticsWorkerSettings = workerSettings;
