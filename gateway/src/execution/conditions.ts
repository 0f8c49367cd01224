import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';

const typenameField: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/** Values of the variables that `@skip` and `@include` read. */
export type Conditions = Readonly<Record<string, unknown>>;

/** Whether `@skip` and `@include` let a selection through. */
export function isIncluded(
  conditions: Conditions,
  directives: readonly DirectiveNode[] | undefined,
): boolean {
  for (const directive of directives ?? []) {
    const name = directive.name.value;
    if (name !== 'skip' && name !== 'include') continue;
    const value = directive.arguments?.find((argument) => argument.name.value === 'if')?.value;
    const condition =
      value?.kind === Kind.VARIABLE
        ? conditions[value.name.value]
        : value?.kind === Kind.BOOLEAN && value.value;
    if ((condition === true) === (name === 'skip')) return false;
  }
  return true;
}

/**
 * The document as it is for given values of its conditions: without `@skip` and `@include`, and without what they leave out.
 * A selection left empty asks for `__typename`. Planners never see a condition, which they get wrong: one takes a
 * whole object away with its last conditional field, or does not fetch what a conditional `@requires` happens to share a fetch with.
 */
export function withoutConditions(document: DocumentNode, conditions: Conditions): DocumentNode {
  return visit(document, {
    SelectionSet: {
      leave: (node: SelectionSetNode): SelectionSetNode | undefined => {
        const kept = node.selections.filter(({ directives }) => isIncluded(conditions, directives));
        if (kept.length === node.selections.length && !kept.some(hasCondition)) return undefined;
        const selections = kept.map((selection) =>
          hasCondition(selection) ? unconditional(selection) : selection,
        );
        return { ...node, selections: selections.length > 0 ? selections : [typenameField] };
      },
    },
  });
}

function hasCondition({ directives }: SelectionNode): boolean {
  return directives?.some(isCondition) ?? false;
}

function isCondition({ name }: DirectiveNode): boolean {
  return name.value === 'skip' || name.value === 'include';
}

function unconditional<Selection extends SelectionNode>(selection: Selection): Selection {
  return { ...selection, directives: selection.directives?.filter((directive) => !isCondition(directive)) };
}
