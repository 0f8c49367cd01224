import { createHash } from 'node:crypto';
import { type DocumentNode, Kind, visit } from 'graphql';

/** The labels of `@override(label:)` that are active for one caller. */
export interface ActiveOverrides {
  readonly labels: ReadonlySet<string>;
  /** The caller's draw in [0, 100): `percent(x)` is active where it is below x. */
  readonly percentage: number;
  /** Equal where the same labels are active, so that plans can be kept by it; empty when none is. */
  readonly key: string;
}

export const noOverrides: ActiveOverrides = { labels: new Set(), percentage: 100, key: '' };

const percentLabel = /^percent\((\d+(?:\.\d+)?)\)$/;

/**
 * Progressive `@override`: decides which labels of a supergraph are active. `percent(x)` holds for x of a hundred
 * callers, and for a caller always the same, so that nobody sees a field come from one subgraph now and from another a moment later.
 * All other labels are off unless configured.
 */
export class OverrideLabels {
  /** Every label of the supergraph. */
  readonly labels: ReadonlySet<string>;
  private readonly percents: readonly { readonly label: string; readonly threshold: number }[];
  private readonly fixed: readonly string[];
  private readonly known = new Map<string, ActiveOverrides>();

  /** `active` names the custom labels that are on; others than the supergraph's are ignored. */
  constructor(supergraph: DocumentNode, active: readonly string[] = []) {
    this.labels = labelsOf(supergraph);
    this.percents = [...this.labels].flatMap((label) => {
      const threshold = percentLabel.exec(label)?.[1];
      return threshold === undefined ? [] : [{ label, threshold: Number(threshold) }];
    });
    this.fixed = active.filter((label) => this.labels.has(label) && !percentLabel.test(label));
  }

  /** The active labels for a caller; `caller` is any text that stays the same for it. */
  activeFor(caller: string): ActiveOverrides {
    if (this.labels.size === 0) return noOverrides;
    const percentage = this.percents.length === 0 ? 100 : drawOf(caller);
    const active = this.percents.filter(({ threshold }) => percentage < threshold).map(({ label }) => label);
    const labels = [...this.fixed, ...active].sort();
    const key = labels.join('\n');
    let overrides = this.known.get(key);
    if (!overrides) {
      overrides = { labels: new Set(labels), percentage, key };
      this.known.set(key, overrides);
    }
    return overrides;
  }
}

/** A number in [0, 100) that is spread evenly over callers. */
function drawOf(caller: string): number {
  return (createHash('sha256').update(caller).digest().readUInt32BE() / 2 ** 32) * 100;
}

function labelsOf(supergraph: DocumentNode): Set<string> {
  const labels = new Set<string>();
  visit(supergraph, {
    Directive: (node) => {
      if (node.name.value !== 'join__field') return;
      const value = node.arguments?.find(({ name }) => name.value === 'overrideLabel')?.value;
      if (value?.kind === Kind.STRING) labels.add(value.value);
    },
  });
  return labels;
}
