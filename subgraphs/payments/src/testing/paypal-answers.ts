import type { SimulatedAnswer, SimulatedFault } from './simulator.ts';

type Json = Record<string, unknown>;

export function hideKey({ key: _, ...part }: Json): Json {
  return part;
}

export function failure(name: string, message: string, issue?: string): Json {
  return { name, message, debug_id: 'simulated', ...(issue ? { details: [{ issue }] } : {}) };
}

export function refused(status: number, issue: string): SimulatedAnswer {
  const message =
    'The requested action could not be performed, semantically incorrect, or failed business validation.';
  return { status, body: failure('UNPROCESSABLE_ENTITY', message, issue) };
}

export function notFound(): SimulatedAnswer {
  return { status: 404, body: failure('RESOURCE_NOT_FOUND', 'The specified resource does not exist.') };
}

export function errorAnswer(fault: SimulatedFault): SimulatedAnswer {
  if (fault === 'rate-limit') {
    return { status: 429, body: failure('RATE_LIMIT_REACHED', 'Too many requests.') };
  }
  if (fault === 'unauthorised') {
    return { status: 401, body: failure('AUTHENTICATION_FAILURE', 'Authentication failed.') };
  }
  return { status: 500, body: failure('INTERNAL_SERVER_ERROR', 'An internal server error has occurred.') };
}
