import { EntitySchema } from 'typeorm';

export type CategoryRow = {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string | null;
  readonly imageUrl: string | null;
  readonly parentId: string | null;
  readonly position: number;
};

export const CategoryEntity = new EntitySchema<CategoryRow>({
  name: 'Category',
  tableName: 'categories',
  columns: {
    id: { type: 'text', primary: true },
    slug: { type: 'text' },
    name: { type: 'text' },
    description: { type: 'text', nullable: true },
    imageUrl: { type: 'text', name: 'image_url', nullable: true },
    parentId: { type: 'text', name: 'parent_id', nullable: true },
    position: { type: 'int' },
  },
});
