/** Schemas of subgraphs by name, and operations on them. */
export interface AuditGraph {
  readonly sdls: Readonly<Record<string, string>>;
  readonly operations: readonly string[];
  /** Operations that Apollo's planner would answer wrongly, so that they are refused. */
  readonly refused?: readonly string[];
}

/**
 * Graphs after the ideas of the Guild's federation gateway audit (https://github.com/graphql-hive/federation-gateway-audit),
 * one for each thing that gateways are known to get wrong, each with the operation that shows it.
 */
export const auditGraphs: Readonly<Record<string, AuditGraph>> = {
  '@requires with arguments': {
    sdls: {
      goods: `type Query { goods: [Good] } type Good @key(fields: "id") { id: ID! price(currency: String = "USD"): Int size: Size }
        type Size { w(unit: String = "cm"): Int }`,
      freight: `type Good @key(fields: "id") { id: ID! price(currency: String = "USD"): Int @external size: Size @external
        duty: Int @requires(fields: "price(currency: \\"EUR\\")") fee: Int @requires(fields: "price")
        crate: Int @requires(fields: "size { w(unit: \\"in\\") }") }
        type Size { w(unit: String = "cm"): Int @external }`,
    },
    operations: [
      '{ goods { duty } }',
      '{ goods { price(currency: "GBP") duty crate } }',
      '{ goods { price: id duty size { w(unit: "mm") } crate } }',
    ],
    refused: ['{ goods { duty fee } }'],
  },
  'two @requires of one field with different arguments': {
    sdls: {
      goods:
        'type Query { good: Good } type Good @key(fields: "id") { id: ID! price(currency: String): Int }',
      tax: `type Good @key(fields: "id") { id: ID! price(currency: String): Int @external
        inEuro: Int @requires(fields: "price(currency: \\"EUR\\")") inPound: Int @requires(fields: "price(currency: \\"GBP\\")") }`,
    },
    operations: ['{ good { inEuro } }', '{ good { inPound } }'],
    refused: ['{ good { inEuro inPound } }'],
  },
  'chains of @requires between three subgraphs': {
    sdls: {
      one: `type Query { things: [Thing!] } type Thing @key(fields: "id") { id: ID! first: Int
        third: Int @requires(fields: "second") second: Int @external }`,
      two: 'type Thing @key(fields: "id") { id: ID! first: Int @external second: Int @requires(fields: "first") }',
      three: `type Thing @key(fields: "id") { id: ID! third: Int @external first: Int @external
        fourth: Int @requires(fields: "third first") self: Thing }`,
    },
    operations: ['{ things { second third } }', '{ things { self { self { fourth third } second } } }'],
    refused: ['{ things { fourth } }'],
  },
  'mashed-up keys': {
    sdls: {
      a: 'type Query { user: User users: [User] } type User @key(fields: "id") { id: ID! name: String }',
      b: 'type User @key(fields: "id") @key(fields: "email") { id: ID! email: String! age: Int }',
      c: 'type User @key(fields: "email") @key(fields: "login") { email: String! login: String! city: String }',
      d: 'type User @key(fields: "login ref { code }") { login: String! ref: Ref! rank: Int } type Ref @shareable { code: String! }',
      e: 'type User @key(fields: "login") { login: String! ref: Ref! @shareable } type Ref @shareable { code: String! }',
    },
    operations: ['{ user { rank city } }', '{ users { rank city age name ref { code } } }'],
  },
  'composite and nested keys with lists': {
    sdls: {
      a: 'type Query { orders: [Order!]! } type Order @key(fields: "id lines { code }") { id: ID! lines: [Line!]! note: String } type Line @shareable { code: String! }',
      b: 'type Order @key(fields: "id lines { code }") { id: ID! lines: [Line!]! total: Int weight: Int } type Line @shareable { code: String! }',
      c: 'type Order @key(fields: "id lines { code }") { id: ID! lines: [Line!]! weight: Int @external cost: Int @requires(fields: "weight") } type Line @shareable { code: String! }',
    },
    operations: ['{ orders { total cost } }', '{ orders { lines { code } note cost } }'],
  },
  'keys that are entities, in a circle': {
    sdls: {
      a: `type Query { boxes: [Box] } type Box @key(fields: "id owner { id }") { id: ID! owner: Owner! }
        type Owner @key(fields: "id") { id: ID! box: Box }`,
      b: `type Box @key(fields: "id owner { id }") { id: ID! owner: Owner! colour: String }
        type Owner @key(fields: "id") { id: ID! name: String }`,
    },
    operations: ['{ boxes { colour owner { name box { owner { name } colour } } } }'],
  },
  'null keys': {
    sdls: {
      a: 'type Query { books: [Book!]! } type Book @key(fields: "id") @key(fields: "isbn") { id: ID! isbn: String title: String }',
      b: 'type Book @key(fields: "isbn") { isbn: String pages: Int }',
    },
    operations: ['{ books { title } }'],
  },
  'interface objects': {
    sdls: {
      a: `type Query { media: [Media] } interface Media @key(fields: "id") { id: ID! title: String }
        type Book implements Media @key(fields: "id") { id: ID! title: String pages: Int }
        type Film implements Media @key(fields: "id") { id: ID! title: String minutes: Int }`,
      b: 'type Query { best: [Media] } type Media @key(fields: "id") @interfaceObject { id: ID! stars: Int similar: [Media] }',
      c: `type Media @key(fields: "id") @interfaceObject { id: ID! stars: Int @external verdict: String @requires(fields: "stars") }`,
    },
    operations: [
      '{ media { stars verdict } best { __typename title ... on Book { pages verdict } } }',
      '{ best { similar { ... on Film { minutes } similar { title } } } }',
    ],
  },
  'unions and interfaces with other types in other subgraphs': {
    sdls: {
      a: `type Query { found: [Found] node: Node } union Found = Cat | Dog interface Node { id: ID! }
        type Cat implements Node @key(fields: "id") { id: ID! lives: Int } type Dog implements Node @key(fields: "id") { id: ID! }`,
      b: `type Query { others: [Found] pets: [Node] } union Found = Dog | Bird interface Node { id: ID! }
        type Dog implements Node @key(fields: "id") { id: ID! tricks: [String!] } type Bird implements Node @key(fields: "id") { id: ID! song: String friend: Found }
        type Cat @key(fields: "id") { id: ID! purr: Boolean }`,
    },
    operations: [
      '{ found { ... on Cat { purr lives } ... on Dog { tricks } } others { __typename ... on Node { id } ... on Bird { friend { ... on Cat { lives } ... on Dog { id } } } } }',
      '{ node { id ... on Cat { purr } } pets { ... on Dog { tricks } ... on Bird { song } } }',
    ],
  },
  'one key for two fields, through types': {
    sdls: {
      a: `type Query { media: [Media!]! } union Media = Book | Film type Book @key(fields: "id") { id: ID! by: Person }
        type Film @key(fields: "id") { id: ID! by: Person of: Person } type Person @key(fields: "id") { id: ID! }`,
      b: 'type Person @key(fields: "id") { id: ID! born: Int died: Int age(in: String): Int! likes: Person }',
    },
    operations: [
      '{ media { ... on Book { by { year: born } } ... on Film { by { year: died } } } }',
      '{ media { ... on Book { by { k: likes { n: age(in: "years") } } } ... on Film { by: of { k: likes { n: age(in: "days") } } } } }',
    ],
  },
  'contexts from other subgraphs, for entities that are met again': {
    sdls: {
      a: `type Query { users: [User!]! } type User @key(fields: "id") @context(name: "user") { id: ID! tone: String! @external
          near: Leaf mid: Mid }
        type Mid @key(fields: "id") { id: ID! }
        type Leaf @key(fields: "id") { id: ID! toned(tone: String @fromContext(field: "$user { tone }")): String! plain: Int }`,
      b: `type User @key(fields: "id") { id: ID! far: Leaf fars: [Leaf!] tone: String! }
        type Mid @key(fields: "id") { id: ID! leaf: Leaf! again: Mid } type Leaf @key(fields: "id") { id: ID! }`,
    },
    operations: [
      '{ users { near { toned } } }',
      '{ users { far { plain toned } fars { toned } } }',
      '{ users { mid { leaf { toned } again { leaf { id toned } } } } }',
    ],
  },
  'nested @provides': {
    sdls: {
      a: `type Query { posts: [Post] } type Post @key(fields: "id") { id: ID! author: User @provides(fields: "name") }
        type User @key(fields: "id") { id: ID! name: String @external }`,
      b: 'type Query { users: [User] } type User @key(fields: "id") { id: ID! name: String @shareable age: Int @shareable friend: User }',
    },
    operations: [
      '{ posts { author { name } } }',
      '{ posts { author { name age friend { name age } } } users { age } }',
    ],
  },
  'shared root fields and values': {
    sdls: {
      a: 'type Query { shop: Shop @shareable item: Item @shareable } type Shop @shareable { name: String at: Place } type Place @shareable { city: String } type Item @key(fields: "id") { id: ID! a: Int }',
      b: 'type Query { shop: Shop @shareable item: Item @shareable } type Shop @shareable { name: String at: Place open: Boolean } type Place @shareable { city: String street: String } type Item @key(fields: "id") { id: ID! b: Int }',
      c: 'type Query { shop: Shop @shareable } type Shop @shareable { open: Boolean phone: String }',
    },
    operations: ['{ shop { name open phone at { city street } } item { a b } }'],
  },
  'enums that differ': {
    sdls: {
      a: 'type Query { jobs(in: Color): [Job] } enum Color { RED BLUE HIDDEN @inaccessible } type Job @key(fields: "id") { id: ID! color: Color }',
      b: 'enum Color { RED BLUE HIDDEN } type Job @key(fields: "id") { id: ID! color: Color @external label: String @requires(fields: "color") }',
    },
    operations: ['{ jobs { color label } }', '{ jobs(in: BLUE) { label } }'],
  },
  'overridden fields that others require': {
    sdls: {
      a: 'type Query { bills: [Bill!]! } type Bill @key(fields: "id") { id: ID! amount: Int total: Int }',
      b: 'type Bill @key(fields: "id") { id: ID! amount: Int @override(from: "a") }',
      c: 'type Bill @key(fields: "id") { id: ID! amount: Int @external total: Int @override(from: "a", label: "percent(50)") vat: Int @requires(fields: "amount") }',
    },
    operations: ['{ bills { amount total vat } }'],
  },
};
