import { GraphQLError } from 'graphql';
import { QueryFailedError } from 'typeorm';
import { codedError, maskError } from './errors.ts';
import { testLogger } from './testing/test-logger.ts';

function shown(error: Error): { message: string; code: unknown } {
  const graphqlError =
    error instanceof GraphQLError ? error : new GraphQLError(error.message, { originalError: error });
  const masked = maskError(testLogger, graphqlError.toJSON(), graphqlError);
  return { message: masked.message, code: masked.extensions?.code };
}

const withCode = (message: string, code: string): Error => Object.assign(new Error(message), { code });

describe('what a caller sees of an error', () => {
  it('is a coded one as it is', () => {
    expect(shown(codedError('FORBIDDEN', 'Not yours.'))).toEqual({
      message: 'Not yours.',
      code: 'FORBIDDEN',
    });
  });

  it.each([
    withCode('connect ECONNREFUSED 10.0.0.7:5432', 'ECONNREFUSED'),
    withCode('terminating connection due to administrator command', '57P01'),
    withCode('the database system is starting up', '57P03'),
    withCode('could not extend file: No space left on device', '53100'),
    withCode('sorry, too many clients already', '53300'),
    new Error('Connection terminated unexpectedly'),
    new QueryFailedError('SELECT 1', [], withCode('read ECONNRESET', 'ECONNRESET')),
  ])('is a request to try again while the database is away or full: %s', (error) => {
    const { message, code } = shown(error);
    expect(code).toBe('SERVICE_UNAVAILABLE');
    expect(message).not.toContain('10.0.0.7');
  });

  it.each([
    new Error('password "secret" at 10.0.0.7'),
    new QueryFailedError('SELECT secret', [], withCode('duplicate key', '23505')),
  ])('is nothing of a bug: %s', (error) => {
    expect(shown(error)).toEqual({
      message: 'Something went wrong on our side.',
      code: 'INTERNAL_SERVER_ERROR',
    });
  });
});
