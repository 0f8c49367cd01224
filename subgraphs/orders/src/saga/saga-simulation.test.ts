import fc from 'fast-check';
import {
  beginSaga,
  decideSaga,
  type SagaCommand,
  type SagaMessage,
  type SagaState,
} from './saga-decision.ts';

/**
 * The saga between products and payments on a network that delays, repeats and reorders everything in both
 * directions. The neighbours are modelled by what they promise: asking twice replays the outcome, undoing is final for
 * money and free of harm for goods.
 */
type World = {
  saga: SagaState;
  facts: string[];
  stock: 'NONE' | 'HELD' | 'SOLD' | 'REJECTED';
  payment: 'NONE' | 'AUTHORIZED' | 'CAPTURED' | 'DECLINED' | 'VOIDED';
  toNeighbours: SagaCommand[];
  toSaga: SagaMessage[];
};

const now = new Date('2026-11-21T10:00:00.000Z');
const paymentId = 'pay_1';

function tell(world: World, message: SagaMessage): void {
  const decision = decideSaga(world.saga, message, now);
  world.saga = decision.saga;
  world.facts.push(...decision.facts.map((fact) => fact.type));
  world.toNeighbours.push(...decision.commands);
}

function carryOut(
  world: World,
  command: SagaCommand,
  luck: { stock: boolean; card: boolean; free: boolean },
): void {
  switch (command) {
    case 'REQUEST_STOCK':
      if (world.stock === 'NONE') world.stock = luck.stock ? 'HELD' : 'REJECTED';
      world.toSaga.push(
        world.stock === 'REJECTED'
          ? { type: 'StockRejected', reason: 'OUT_OF_STOCK' }
          : { type: 'StockReserved', expiresAt: now.toISOString(), paysNothing: luck.free },
      );
      return;
    case 'COMMIT_STOCK':
      if (world.stock === 'HELD') world.stock = 'SOLD';
      world.toSaga.push(
        world.stock === 'SOLD'
          ? { type: 'StockCommitted', paysNothing: luck.free }
          : { type: 'StockCommitFailed' },
      );
      return;
    case 'RELEASE_STOCK':
      // A release that overtakes its reservation finds nothing to release: the saga has to ask again.
      if (world.stock !== 'REJECTED') world.stock = 'NONE';
      return;
    case 'REQUEST_PAYMENT':
      if (world.payment === 'NONE') world.payment = luck.card ? 'AUTHORIZED' : 'DECLINED';
      if (world.payment === 'DECLINED') world.toSaga.push({ type: 'PaymentDeclined', declineCode: 'no' });
      if (world.payment === 'AUTHORIZED') world.toSaga.push({ type: 'PaymentAuthorized', paymentId });
      return;
    case 'CAPTURE_PAYMENT':
      if (world.payment === 'AUTHORIZED') world.payment = 'CAPTURED';
      world.toSaga.push(
        world.payment === 'CAPTURED'
          ? { type: 'PaymentCaptured', paymentId }
          : { type: 'PaymentCaptureFailed' },
      );
      return;
    case 'VOID_PAYMENT':
      world.payment = 'VOIDED';
      return;
    default:
      command satisfies never;
  }
}

test('however messages are delayed, repeated and reordered, goods and money end where the order does', () => {
  const turns = fc.array(fc.record({ side: fc.boolean(), pick: fc.nat(), repeat: fc.boolean() }), {
    maxLength: 60,
  });
  const luck = fc.record({ stock: fc.boolean(), card: fc.boolean(), free: fc.boolean() });
  fc.assert(
    fc.property(
      turns,
      luck,
      fc.option(fc.nat(20)),
      fc.option(fc.nat(20)),
      (moves, chance, cancelAt, retryAt) => {
        const world: World = {
          saga: beginSaga(now),
          facts: [],
          stock: 'NONE',
          payment: 'NONE',
          toNeighbours: ['REQUEST_STOCK'],
          toSaga: [],
        };
        const move = (side: boolean, pick: number, repeat: boolean): void => {
          const queue = side ? world.toNeighbours : world.toSaga;
          if (queue.length === 0) return;
          const index = pick % queue.length;
          const item = queue[index]!;
          if (!repeat) queue.splice(index, 1);
          if (side) carryOut(world, item as SagaCommand, chance);
          else tell(world, item as SagaMessage);
        };
        for (const [turn, { side, pick, repeat }] of moves.entries()) {
          if (turn === cancelAt) tell(world, { type: 'CancelRequested', reason: 'BY_CUSTOMER', note: null });
          if (turn === retryAt) tell(world, { type: 'RetryRequested', note: null });
          move(side, pick, repeat);
        }
        // The network settles: all that is under way arrives, and overdue questions are asked again.
        for (let round = 0; round < 200; round += 1) {
          if (world.toNeighbours.length + world.toSaga.length === 0) {
            if (world.saga.deadlineAt === null) break;
            tell(world, { type: 'DeadlinePassed' });
          }
          move(world.toNeighbours.length > 0, 0, false);
        }

        expect(['COMPLETED', 'CANCELLED']).toContain(world.saga.step);
        if (world.saga.step === 'COMPLETED') {
          expect([world.stock, world.payment]).toEqual(['SOLD', chance.free ? 'NONE' : 'CAPTURED']);
          expect(world.facts.filter((fact) => fact === 'OrderConfirmed')).toHaveLength(1);
        } else {
          expect(['NONE', 'REJECTED']).toContain(world.stock);
          expect(['NONE', 'DECLINED', 'VOIDED']).toContain(world.payment);
          expect(world.facts.filter((fact) => fact === 'OrderCancelled')).toHaveLength(1);
        }
      },
    ),
    { numRuns: 2_000 },
  );
});
