import fc from 'fast-check';
import type { GeneratedGraph } from './generated-graph.ts';
import { type GraphDraft, startDraft } from './graph-draft.ts';

/**
 * Federated graphs that between them use every directive of federation 2, valid by construction (a few do not compose
 * all the same, where features meet). Each entity has a home that knows all its keys, so that everything can be reached.
 */
export function arbitraryGraph(): fc.Arbitrary<GeneratedGraph> {
  return fc.array(fc.nat(0xffff), { minLength: 220, maxLength: 450 }).map(generateGraph);
}

const scalars = ['Int', 'String', 'Float', 'Boolean', 'Color', 'Size'];

/** Makes a graph of a list of choices; when they run out the smallest is taken. */
export function generateGraph(choices: readonly number[]): GeneratedGraph {
  let taken = 0;
  const next = (count: number): number => (choices[taken++] ?? 0) % count;
  const draft = startDraft(next, 2 + next(3));
  const { pick, chance } = draft;

  addItems(draft);
  for (const name of ['Alpha', 'Beta', 'Gamma'].slice(0, 2 + next(2))) addEntity(draft, name);
  for (const entity of draft.entities.keys()) addFields(draft, entity);
  for (const entity of draft.entities.keys()) {
    if (entity !== 'Leaf') addRoots(draft, entity);
  }
  if (chance(2)) addUnion(draft);
  if (chance(2)) addShape(draft);
  for (const entity of [...draft.entities.keys()]) {
    addRequires(draft, entity);
    if (chance(2)) addProvides(draft, entity);
    if (chance(2)) addOverride(draft, entity);
  }
  if (chance(4)) addContext(draft);
  if (chance(4)) addAccess(draft);
  if (chance(2)) draft.composeNotes(pick(draft.subgraphs));
  return draft.finish();
}

/** An interface with a key, two entities that implement it in one subgraph, and maybe an interface object elsewhere. */
function addItems(draft: GraphDraft): void {
  const { pick, chance, next } = draft;
  if (!chance(2)) return;
  const home = pick(draft.subgraphs);
  const others = draft.subgraphs.filter((subgraph) => subgraph !== home);
  const above = chance(3) ? pick(others) : undefined;
  home.block('interface Item @key(fields: "id")', ['id: ID!', 'label: String']);
  for (const name of ['Book', 'Disc']) {
    draft.entity(name, home, ['id'], 'implements Item');
    draft.field(home, name, 'label', 'String');
    draft.excluded.set(name, above);
  }
  draft.rootField(home, `items`, '[Item]', { members: ['Book', 'Disc'] });
  draft.relationTargets.push({ subgraph: home, type: 'Item', members: ['Book', 'Disc'] });
  if (!above) return;
  above.block('type Item @key(fields: "id") @interfaceObject', ['id: ID!']);
  above.addTo('Item', `extra${above.name}: Int`, `stock(first: Int = 2): [String]`);
  for (const name of ['Book', 'Disc']) {
    draft.truth(`${name}.extra${above.name}`, { type: 'Int' }, [above]);
    draft.truth(`${name}.id`, { type: 'ID!' }, [above]);
    draft.truth(`${name}.stock`, { type: '[String]', defaults: { first: 2 } }, [above]);
  }
  if (next(2) === 0) draft.rootField(above, `wanted`, '[Item]', { members: ['Book', 'Disc'] });
}

function addEntity(draft: GraphDraft, name: string): void {
  const { pick, chance } = draft;
  const home = pick(draft.subgraphs);
  const keys = ['id'];
  if (chance(2)) keys.push('sku');
  if (chance(3)) keys.push('a b');
  if (chance(4)) keys.push('ref { code }');
  draft.entity(name, home, keys);
  for (const subgraph of draft.subgraphs) {
    if (subgraph === home || !chance(2)) continue;
    const known = chance(4) ? [pick(keys), pick(keys)] : [pick(keys)];
    draft.knowEntity(name, subgraph, [...new Set(known)]);
  }
}

function addFields(draft: GraphDraft, entity: string): void {
  const { next, pick, chance } = draft;
  const count = 3 + next(4);
  for (let i = 0; i < count; i++) {
    const owner = pick(draft.knowing(entity));
    const name = `f${i}${entity.toLowerCase()}`;
    const relation = next(5);
    if (relation === 0) {
      const target = pick([...draft.entities.keys()].filter((key) => draft.excluded.get(key) !== owner));
      draft.mention(target, owner);
      draft.field(owner, entity, name, pick([target, `[${target}]`, `[${target}!]!`]));
    } else if (relation === 1) {
      const target = draft.relationTargets.find(({ subgraph }) => subgraph === owner);
      if (target) draft.field(owner, entity, name, target.type, { members: target.members });
    } else {
      const scalar = pick(scalars);
      const type = pick([scalar, scalar, `${scalar}!`, `[${scalar}]`, `[${scalar}!]`]);
      const others = draft.knowing(entity).filter((subgraph) => subgraph !== owner);
      const hasArguments = chance(5);
      draft.field(owner, entity, name, type, {
        args: hasArguments ? '(x: Int = 1, color: Color)' : '',
        defaults: hasArguments ? { x: 1 } : undefined,
        fails: chance(8),
        isInaccessible: chance(8),
        shareWith: chance(4) && others.length > 0 ? [pick(others)] : [],
      });
    }
  }
}

function addRoots(draft: GraphDraft, entity: string): void {
  const { pick, chance } = draft;
  const knowing = draft.knowing(entity);
  const owner = pick(knowing);
  const lower = entity.toLowerCase();
  draft.rootField(owner, `all${entity}`, `[${entity}]`, { args: '(first: Int = 3)', defaults: { first: 3 } });
  draft.rootField(pick(knowing), `one${entity}`, entity, { args: '(id: ID!)' });
  const others = knowing.filter((subgraph) => subgraph !== owner);
  if (chance(3) && others.length > 0)
    draft.rootField(owner, `shared${lower}`, entity, { shareWith: [pick(others)] });
  if (chance(3))
    draft.mutation(owner, `change${lower}`, entity, { args: '(x: Int = 1)', defaults: { x: 1 } });
}

function addUnion(draft: GraphDraft): void {
  for (const subgraph of draft.subgraphs) {
    const members = draft.knownIn(subgraph).filter((name) => name !== 'Leaf');
    if (members.length < 2 || !draft.chance(2)) continue;
    subgraph.extra.push(`union Found = ${members.join(' | ')}`);
    draft.rootField(subgraph, `found${subgraph.name}`, '[Found]', { members });
  }
}

/** A plain interface whose types differ from subgraph to subgraph. */
function addShape(draft: GraphDraft): void {
  for (const subgraph of draft.subgraphs) {
    const members = draft
      .knownIn(subgraph)
      .filter((name) => subgraph.has(name, 'id') && name !== 'Leaf' && draft.chance(2));
    if (members.length === 0) continue;
    subgraph.block('interface Shape', ['id: ID!']);
    for (const name of members) subgraph.implement(name, 'Shape');
    draft.rootField(subgraph, `shapes${subgraph.name}`, '[Shape]', { members });
  }
}

function addRequires(draft: GraphDraft, entity: string): void {
  const { pick, next } = draft;
  for (const subgraph of draft.knowing(entity)) {
    const needed = draft.ownedElsewhere(entity, subgraph);
    if (needed.length === 0 || next(3) > 0) continue;
    const chosen = [...new Set([pick(needed), pick(needed)])];
    const parts = chosen.map((field) => {
      draft.external(subgraph, entity, field);
      const args = field.args && next(2) === 0 ? `(x: ${next(3)})` : '';
      const selection = field.type.includes('Size') ? ' { w h }' : '';
      return `${field.name}${args}${selection}`;
    });
    draft.field(subgraph, entity, `r${subgraph.name}${entity.toLowerCase()}`, 'String', {
      requires: parts.join(' '),
    });
  }
}

function addProvides(draft: GraphDraft, entity: string): void {
  const { pick, chance } = draft;
  for (const subgraph of draft.knowing(entity)) {
    const plain = draft
      .ownedElsewhere(entity, subgraph)
      .filter(({ args, type, name }) => !args && !type.includes('Size') && !name.startsWith('r'));
    const holder = draft.knownIn(subgraph).find((name) => name !== entity);
    if (plain.length === 0 || !holder || !chance(2)) continue;
    const field = pick(plain);
    draft.external(subgraph, entity, field);
    if (field.owners.length === 1) field.owners[0]?.decorateField(entity, field.name, '@shareable');
    draft.field(subgraph, holder, `p${subgraph.name}${entity.toLowerCase()}`, entity, {
      provides: field.name,
    });
  }
}

/** A field moves from one subgraph to another, which may be under a label; what is left behind answers wrongly. */
function addOverride(draft: GraphDraft, entity: string): void {
  const { pick, chance } = draft;
  const [to, from] = draft.knowing(entity);
  if (!to || !from) return;
  const label = chance(2) ? '' : `, label: "${pick(['percent(0)', 'percent(100)', 'moved'])}"`;
  const name = `o${entity.toLowerCase()}`;
  draft.field(to, entity, name, 'Int', { directives: `@override(from: "${from.name}"${label})` });
  from.addTo(entity, `${name}: Int`);
  // Under a label both answer, and both truly.
  if (label) from.answers.add(`${entity}.${name}`);
}

/** An entity that is only reached through another, whose field it takes as an argument. */
function addContext(draft: GraphDraft): void {
  const { pick, chance } = draft;
  const entity = pick([...draft.entities.keys()].filter((name) => name !== 'Book' && name !== 'Disc'));
  const subgraph = pick(draft.knowing(entity));
  draft.features.add('context');
  draft.entity('Leaf', subgraph, ['id']);
  draft.field(subgraph, entity, 'tone', 'String');
  subgraph.decorate(entity, '@context(name: "above")');
  const argument = '(tone: String @fromContext(field: "$above { tone }"), x: Int = 1)';
  draft.field(subgraph, 'Leaf', 'toned', 'String', {
    args: argument,
    context: { type: entity, field: 'tone' },
    defaults: { x: 1 },
  });
  draft.field(subgraph, 'Leaf', 'plain', 'Int');
  draft.field(subgraph, entity, 'leaf', 'Leaf');
  draft.field(subgraph, entity, 'leaves', '[Leaf]');
  const elsewhere = draft.knowing(entity).find((other) => other !== subgraph);
  if (!elsewhere || !chance(2)) return;
  draft.mention('Leaf', elsewhere);
  draft.field(elsewhere, entity, 'farLeaf', 'Leaf');
}

function addAccess(draft: GraphDraft): void {
  const { pick, next } = draft;
  draft.features.add('access');
  const rules: [string, boolean][] = [
    ['@authenticated', false],
    ['@requiresScopes(scopes: [["read"]])', false],
    ['@requiresScopes(scopes: [["write", "read"], ["admin"]])', true],
    ['@policy(policies: [["staff"]])', false],
    ['@policy(policies: [["owner"]])', true],
  ];
  for (let i = 0; i < 3; i++) {
    const [directive, isClosed] = pick(rules);
    const entity = pick([...draft.entities.keys()]);
    const open = draft.plainFields(entity);
    if (open.length > 0) draft.protect(entity, open[next(open.length)] as string, directive, isClosed);
  }
}
