import type { EntityTruth, FieldTruth, GeneratedGraph, GeneratedSubgraph } from './generated-graph.ts';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires",
  "@provides", "@shareable", "@override", "@external", "@inaccessible", "@tag", "@interfaceObject", "@composeDirective",
  "@context", "@fromContext", "@authenticated", "@requiresScopes", "@policy", "@cost", "@listSize"])`;

/** One subgraph's schema while it grows. */
export class SubgraphDraft {
  readonly name: string;
  readonly answers = new Set<string>();
  readonly extra: string[] = [];
  private readonly blocks = new Map<string, { head: string; fields: string[] }>();

  constructor(name: string) {
    this.name = name;
  }

  block(head: string, fields: readonly string[]): void {
    const name = head.split(' ')[1] as string;
    this.blocks.set(name, { head, fields: [...fields] });
  }

  knows(type: string): boolean {
    return this.blocks.has(type);
  }

  has(type: string, field: string): boolean {
    return this.blocks.get(type)?.fields.some((text) => text.match(/^\w+/)?.[0] === field) ?? false;
  }

  addTo(type: string, ...fields: string[]): void {
    const block = this.blocks.get(type);
    if (!block) {
      this.block(`type ${type}`, fields);
      return;
    }
    for (const field of fields) if (!this.has(type, field.match(/^\w+/)?.[0] ?? '')) block.fields.push(field);
  }

  decorate(type: string, directives: string): void {
    const block = this.blocks.get(type);
    if (block) block.head += ` ${directives}`;
  }

  /** Puts directives behind a field. */
  decorateField(type: string, field: string, directives: string): void {
    const block = this.blocks.get(type);
    const index = block?.fields.findIndex((text) => text.match(/^\w+/)?.[0] === field) ?? -1;
    const text = block?.fields[index];
    if (block && text && !text.includes(directives)) block.fields[index] = `${text} ${directives}`;
  }

  implement(type: string, name: string): void {
    const block = this.blocks.get(type);
    if (!block) return;
    block.head = block.head.includes('implements ')
      ? block.head.replace('implements ', `implements ${name} & `)
      : block.head.replace(`type ${type}`, `type ${type} implements ${name}`);
  }

  sdl(): string {
    const types = [...this.blocks.values()].map(
      ({ head, fields }) => `${head} {\n  ${fields.join('\n  ')}\n}`,
    );
    return [link, ...this.extra, ...types].join('\n');
  }
}

export interface FieldOptions {
  readonly args?: string;
  readonly defaults?: FieldTruth['defaults'];
  readonly members?: readonly string[];
  readonly requires?: string;
  readonly provides?: string;
  readonly context?: FieldTruth['context'];
  readonly fails?: boolean;
  readonly isInaccessible?: boolean;
  readonly shareWith?: readonly SubgraphDraft[];
  readonly directives?: string;
}

/** A field that other subgraphs may require or provide. */
export interface OwnedField {
  readonly name: string;
  readonly type: string;
  readonly args: string;
  readonly owners: readonly SubgraphDraft[];
}

export type GraphDraft = ReturnType<typeof startDraft>;

/** A graph while it grows; every choice comes from `next`. */
export function startDraft(next: (count: number) => number, subgraphCount: number) {
  const subgraphs = Array.from({ length: subgraphCount }, (_, index) => new SubgraphDraft(`s${index}`));
  const fields = new Map<string, FieldTruth>();
  const entities = new Map<string, EntityTruth>();
  const owned = new Map<string, OwnedField[]>();
  const pinned = new Set<string>();
  const usesValues = new Set<SubgraphDraft>();
  const draft = {
    next,
    subgraphs,
    entities,
    features: new Set<'access' | 'context'>(),
    /** Entities that a subgraph must not know, as it has their interface as an object. */
    excluded: new Map<string, SubgraphDraft | undefined>(),
    relationTargets: [] as { subgraph: SubgraphDraft; type: string; members: readonly string[] }[],
    pick: <T>(items: readonly T[]): T => items[next(items.length)] as T,
    chance: (oneIn: number): boolean => next(oneIn) === oneIn - 1,

    entity(name: string, home: SubgraphDraft, keys: readonly string[], modifiers = ''): void {
      entities.set(name, { name, keys });
      owned.set(name, []);
      draft.knowEntity(name, home, keys, modifiers);
    },

    knowEntity(name: string, subgraph: SubgraphDraft, keys: readonly string[], modifiers = ''): void {
      const directives = keys.map((key) => `@key(fields: "${key}")`).join(' ');
      subgraph.block(`type ${name} ${modifiers} ${directives} @tag(name: "generated")`, []);
      for (const key of keys) {
        if (key === 'ref { code }') {
          draft.truth(`${name}.ref`, { type: 'Ref!' }, [subgraph]);
          draft.truth('Ref.code', { type: 'String!' }, [subgraph]);
          subgraph.addTo(name, 'ref: Ref!');
          subgraph.block('type Ref @shareable', ['code: String!']);
        } else {
          for (const field of key.split(' ')) {
            const type = field === 'a' || field === 'b' ? 'Int!' : field === 'id' ? 'ID!' : 'String!';
            draft.truth(`${name}.${field}`, { type }, [subgraph]);
            subgraph.addTo(name, `${field}: ${type}`);
          }
        }
      }
    },

    /** Makes sure that a subgraph can point at an entity. */
    mention(name: string, subgraph: SubgraphDraft): void {
      if (!subgraph.knows(name))
        draft.knowEntity(name, subgraph, [draft.pick(entities.get(name)?.keys ?? ['id'])]);
    },

    knowing: (entity: string): SubgraphDraft[] => subgraphs.filter((subgraph) => subgraph.knows(entity)),
    knownIn: (subgraph: SubgraphDraft): string[] =>
      [...entities.keys()].filter((name) => subgraph.knows(name)),

    truth(coordinate: string, truth: FieldTruth, owners: readonly SubgraphDraft[]): void {
      fields.set(coordinate, truth);
      for (const owner of owners) owner.answers.add(coordinate);
    },

    field(
      owner: SubgraphDraft,
      type: string,
      name: string,
      fieldType: string,
      options: FieldOptions = {},
    ): void {
      const { args = '', defaults, members, requires, provides, context, shareWith = [] } = options;
      const fails = options.fails === true;
      draft.truth(
        `${type}.${name}`,
        { type: fieldType, members, requires, provides, context, fails, defaults },
        [owner, ...shareWith],
      );
      let text = `${name}${args}: ${fieldType}`;
      if (requires) text += ` @requires(fields: ${JSON.stringify(requires)})`;
      if (provides) text += ` @provides(fields: ${JSON.stringify(provides)})`;
      if (options.directives) text += ` ${options.directives}`;
      if (options.isInaccessible) text += ' @inaccessible';
      else if (next(6) === 0)
        text += fieldType.startsWith('[') ? ' @listSize(assumedSize: 3)' : ' @cost(weight: 2)';
      for (const subgraph of [owner, ...shareWith]) {
        subgraph.addTo(type, shareWith.length > 0 ? `${text} @shareable` : text);
        if (/Color|Size/.test(text)) usesValues.add(subgraph);
      }
      const isLeaf =
        !entities.has(fieldType.replace(/[[\]!]/g, '')) && !members && !context && !options.directives;
      if (isLeaf && !fails && type !== 'Query' && type !== 'Mutation') {
        owned.get(type)?.push({ name, type: fieldType, args, owners: [owner, ...shareWith] });
      }
    },

    rootField(owner: SubgraphDraft, name: string, type: string, options: FieldOptions = {}): void {
      draft.field(owner, 'Query', name, type, options);
    },

    mutation(owner: SubgraphDraft, name: string, type: string, options: FieldOptions = {}): void {
      draft.field(owner, 'Mutation', name, type, options);
    },

    ownedElsewhere: (entity: string, subgraph: SubgraphDraft): OwnedField[] =>
      (owned.get(entity) ?? []).filter(
        ({ owners, name }) => !owners.includes(subgraph) && !subgraph.has(entity, name),
      ),

    external(subgraph: SubgraphDraft, entity: string, field: OwnedField): void {
      pinned.add(`${entity}.${field.name}`);
      subgraph.addTo(entity, `${field.name}${field.args}: ${field.type} @external`);
      if (/Color|Size/.test(field.type + field.args)) usesValues.add(subgraph);
    },

    /** Fields of an entity that no other feature depends on. */
    plainFields: (entity: string): string[] =>
      (owned.get(entity) ?? [])
        .filter(
          ({ name, owners }) =>
            !pinned.has(`${entity}.${name}`) && owners.length === 1 && !name.startsWith('r'),
        )
        .map(({ name }) => name),

    protect(entity: string, field: string, directive: string, isClosed: boolean): void {
      pinned.add(`${entity}.${field}`);
      const truth = fields.get(`${entity}.${field}`);
      if (truth) fields.set(`${entity}.${field}`, { ...truth, closed: isClosed });
      for (const subgraph of draft.knowing(entity)) subgraph.decorateField(entity, field, directive);
    },

    composeNotes(subgraph: SubgraphDraft): void {
      subgraph.extra.push(
        'extend schema @link(url: "https://example.org/note/v1.0", import: ["@note"]) @composeDirective(name: "@note")',
        'directive @note(text: String) on FIELD_DEFINITION',
      );
      subgraph.addTo('Query', `noted${subgraph.name}: Int @note(text: "kept")`);
      draft.truth(`Query.noted${subgraph.name}`, { type: 'Int' }, [subgraph]);
    },

    finish(): GeneratedGraph {
      for (const subgraph of usesValues) {
        subgraph.extra.push('enum Color { RED GREEN BLUE HIDDEN @inaccessible }');
        subgraph.block('type Size @shareable', ['w: Int', 'h: Int!', 'color: Color']);
        draft.truth('Size.w', { type: 'Int' }, [subgraph]);
        draft.truth('Size.h', { type: 'Int!' }, [subgraph]);
        draft.truth('Size.color', { type: 'Color' }, [subgraph]);
      }
      return {
        subgraphs: subgraphs.map(
          (subgraph): GeneratedSubgraph => ({
            name: subgraph.name,
            sdl: subgraph.sdl(),
            answers: subgraph.answers,
          }),
        ),
        fields,
        entities,
        enumValues: ['RED', 'GREEN', 'BLUE', 'HIDDEN'],
        features: draft.features,
      };
    },
  };
  return draft;
}
