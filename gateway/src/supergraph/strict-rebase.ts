import {
  baseType,
  type CompositeType,
  FieldSelection,
  federationMetadata,
  type Selection,
  SelectionSet,
} from '@apollo/federation-internals';

const original = SelectionSet.prototype.canRebaseOn;

/**
 * Runs Apollo's planner with one fault of it mended (`@apollo/query-planner` 2.14, `handleRequiresTree`). To save a request it
 * moves what `@requires` needs from one subgraph into a fetch from another where "the selection can be rebased", which
 * it takes to be so if only the fields exist there: also where they are `@external`, or need a `@requires` of their own. The
 * other subgraph was then asked for what it does not know, and the required value was wrong without a word. The check is
 * replaced while `plan` runs, and at no other time.
 */
export function withStrictRebase<Plan>(plan: () => Plan): Plan {
  SelectionSet.prototype.canRebaseOn = function canRebaseOn(this: SelectionSet, type: CompositeType) {
    return original.call(this, type) && this.selections().every((selection) => isKnown(selection, type));
  };
  try {
    return plan();
  } finally {
    SelectionSet.prototype.canRebaseOn = original;
  }
}

/** Whether a subgraph's type can answer a selection all by itself. */
function isKnown(selection: Selection, type: CompositeType): boolean {
  const metadata = federationMetadata(type.schema());
  if (!(selection instanceof FieldSelection)) {
    const condition = selection.element.typeCondition;
    const narrowed = condition && (type.schema().type(condition.name) as CompositeType | undefined);
    return selection.selectionSet.selections().every((inner) => isKnown(inner, narrowed ?? type));
  }
  if (selection.element.name === '__typename' || !('field' in type) || !metadata) return true;
  const field = type.field(selection.element.name);
  if (!field) return true;
  if (metadata.isFieldExternal(field) || field.hasAppliedDirective(metadata.requiresDirective()))
    return false;
  const below = field.type && (baseType(field.type) as CompositeType);
  return (
    !selection.selectionSet ||
    !below ||
    selection.selectionSet.selections().every((inner) => isKnown(inner, below))
  );
}
