import { EntitySchema } from 'typeorm';

export type ReviewStatus = 'PENDING' | 'PUBLISHED' | 'REJECTED';

export type ReviewRow = {
  readonly id: string;
  readonly productId: string;
  readonly customerId: string;
  readonly rating: number;
  readonly title: string | null;
  readonly body: string;
  readonly verifiedBuyer: boolean;
  readonly status: ReviewStatus;
  readonly version: number;
  readonly createdAt: Date;
};

export const ReviewEntity = new EntitySchema<ReviewRow>({
  name: 'Review',
  tableName: 'reviews',
  columns: {
    id: { type: 'text', primary: true },
    productId: { type: 'text', name: 'product_id' },
    customerId: { type: 'text', name: 'customer_id' },
    rating: { type: 'int' },
    title: { type: 'text', nullable: true },
    body: { type: 'text' },
    verifiedBuyer: { type: 'boolean', name: 'verified_buyer' },
    status: { type: 'text' },
    version: { type: 'int' },
    createdAt: { type: 'timestamptz', name: 'created_at' },
  },
});
