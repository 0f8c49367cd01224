import 'server-only';
import type { UserError } from '../error-words.ts';
import {
  AddOrderNoteDocument,
  type AddOrderNoteInput,
  AdminStuckSagasDocument,
  type AdminStuckSagasQuery,
  CompensateSagaDocument,
  type OperateSagaInput,
  RetrySagaDocument,
} from './generated/graphql.ts';
import { requestAsVisitor } from './request.ts';

export type StuckSagaPage = AdminStuckSagasQuery['stuckSagas'];

/** Orders that wait for an answer for long. Operators only. Throws ApiError. */
export async function loadStuckSagas(first: number, after?: string): Promise<StuckSagaPage> {
  return (await requestAsVisitor(AdminStuckSagasDocument, { first, after })).stuckSagas;
}

/** Asks again, or ends the order and has everything undone. Throws ApiError. */
export async function operateSaga(
  operation: 'retry' | 'compensate',
  input: OperateSagaInput,
): Promise<readonly UserError[]> {
  if (operation === 'retry')
    return (await requestAsVisitor(RetrySagaDocument, { input })).retrySaga.userErrors;
  return (await requestAsVisitor(CompensateSagaDocument, { input })).compensateSaga.userErrors;
}

/** Writes a note on an order. Throws ApiError. */
export async function addOrderNote(input: AddOrderNoteInput): Promise<readonly UserError[]> {
  return (await requestAsVisitor(AddOrderNoteDocument, { input })).addOrderNote.userErrors;
}
