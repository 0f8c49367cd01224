import { type Contender, soukContender } from './contenders.ts';

/** Our gateway with and without each feature that is on by default. */
export async function featureContenders(): Promise<{
  contenders: Contender[];
  stop: () => Promise<void>;
}> {
  return { contenders: [soukContender()], stop: async () => {} };
}
