import 'server-only';
import { notFound } from 'next/navigation';
import type { UserError } from '../error-words.ts';
import { isStaff, requireViewer, type Viewer } from './account.ts';
import {
  AdminDashboardDocument,
  type AdminDashboardQuery,
  AdminDeliveriesDocument,
  type AdminDeliveriesQuery,
  type AdminDeliveriesQueryVariables,
  AdminFunnelDocument,
  type AdminFunnelQuery,
  AdminOrderDocument,
  type AdminOrderQuery,
  AdminOrdersDocument,
  type AdminOrdersQuery,
  type AdminOrdersQueryVariables,
  ApproveReturnDocument,
  type DecideReturnInput,
  FulfilOrderDocument,
  type FulfilOrderInput,
  MarkOrderDeliveredDocument,
  type MarkOrderDeliveredInput,
  ReceiveReturnDocument,
  RefundPaymentDocument,
  type RefundPaymentInput,
  RejectReturnDocument,
  RetryReturnRefundDocument,
} from './generated/graphql.ts';
import { requestAsVisitor } from './request.ts';

export type AdminOrder = NonNullable<AdminOrderQuery['order']>;
type Refusals = readonly UserError[];

/** The signed-in seller or admin; anybody else finds nothing here. Throws ApiError. */
export async function requireStaff(path: string): Promise<Viewer & { isAdmin: boolean }> {
  const viewer = await requireViewer(path);
  const isAdmin = viewer.roles?.includes('ADMIN') ?? false;
  if (!isStaff(viewer)) notFound();
  return { ...viewer, isAdmin };
}

/** Sales by day and the products sold most. Throws ApiError. */
export async function loadDashboard(from: string, to: string): Promise<AdminDashboardQuery> {
  return requestAsVisitor(AdminDashboardDocument, { from, to });
}

/** How carts became orders. Admins only. Throws ApiError. */
export async function loadFunnel(from: string, to: string): Promise<AdminFunnelQuery['salesFunnel']> {
  return (await requestAsVisitor(AdminFunnelDocument, { from, to })).salesFunnel;
}

/** A page of orders. Throws ApiError. */
export async function loadStaffOrders(
  variables: AdminOrdersQueryVariables,
): Promise<AdminOrdersQuery['orders']> {
  return (await requestAsVisitor(AdminOrdersDocument, variables)).orders;
}

/** An order with its customer and messages; null if there is none that the viewer may see. Throws ApiError. */
export async function loadStaffOrder(id: string): Promise<AdminOrder | null> {
  return (await requestAsVisitor(AdminOrderDocument, { id })).order ?? null;
}

/** A page of messages sent or tried. Admins only. Throws ApiError. */
export async function loadDeliveries(
  variables: AdminDeliveriesQueryVariables,
): Promise<AdminDeliveriesQuery['deliveries']> {
  return (await requestAsVisitor(AdminDeliveriesDocument, variables)).deliveries;
}

/** Records a shipment. Throws ApiError. */
export async function fulfilOrder(input: FulfilOrderInput): Promise<Refusals> {
  return (await requestAsVisitor(FulfilOrderDocument, { input })).fulfilOrder.userErrors;
}

/** Records an arrival. Throws ApiError. */
export async function markOrderDelivered(input: MarkOrderDeliveredInput): Promise<Refusals> {
  return (await requestAsVisitor(MarkOrderDeliveredDocument, { input })).markOrderDelivered.userErrors;
}

/** Pays money back. Throws ApiError. */
export async function refundPayment(input: RefundPaymentInput): Promise<Refusals> {
  return (await requestAsVisitor(RefundPaymentDocument, { input })).refundPayment.userErrors;
}

export type ReturnDecision = 'approve' | 'reject' | 'receive' | 'refundAgain';

/** Decides on a return, records that the goods came back, or pays back what failed. Throws ApiError. */
export async function decideReturn(decision: ReturnDecision, input: DecideReturnInput): Promise<Refusals> {
  if (decision === 'approve')
    return (await requestAsVisitor(ApproveReturnDocument, { input })).approveReturn.userErrors;
  if (decision === 'reject')
    return (await requestAsVisitor(RejectReturnDocument, { input })).rejectReturn.userErrors;
  if (decision === 'refundAgain')
    return (await requestAsVisitor(RetryReturnRefundDocument, { input })).retryReturnRefund.userErrors;
  return (await requestAsVisitor(ReceiveReturnDocument, { input })).receiveReturn.userErrors;
}
