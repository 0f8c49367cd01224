import { CreateAnalytics1763700000000 } from './migrations/1763700000000-create-analytics.ts';

/** The tables of analytics and how they came to be. They hold counts, not entities, and are read by SQL. */
export const database = { entities: [], migrations: [CreateAnalytics1763700000000] };
