import type { DemoCategory } from '../demo-product.ts';

export const kitchen: DemoCategory = {
  slug: 'kitchen',
  name: 'Kitchen & Table',
  description: 'Tools that outlive trends, and a few good things to eat and drink.',
  picture: '1fad6',
  products: [
    {
      slug: 'ember-teapot',
      title: 'Ember Stoneware Teapot',
      brand: 'Hearth & Stone',
      sku: 'HS-EMB',
      picture: '1fad6',
      price: 5900,
      options: { Colour: ['Red', 'Blue', 'Forest'] },
      pictured: 'Red',
      grams: 980,
      stock: [33, 21, 14],
      description: `A litre of tea, and not a drop on the tablecloth: the spout is cut so sharply that the last drop goes back inside. The handle stays cool, the lid stays on when you tip it, and the steel sieve lifts out when the tea is as you like it.

Stoneware fired at 1,260 degrees. Dishwasher, yes. Open fire, no.`,
      reviews: `5 | It does not drip | I have looked for this my whole life.
5 | Lid stays on | Engineering.
4 | Sieve is very fine | Great for rooibos, a little slow to clean.`,
    },
    {
      slug: 'slow-morning-mug',
      title: 'Slow Morning Mug',
      brand: 'Hearth & Stone',
      sku: 'HS-SLW',
      picture: '2615',
      price: 1800,
      options: { Colour: ['Grey', 'Blue', 'Blush'] },
      pictured: 'Grey',
      grams: 340,
      stock: [90, 64, 48],
      description: `Three hundred millilitres in a thick wall that keeps coffee warm while you look out of the window. The handle takes three fingers, the rim is rounded, and the foot is unglazed so that it sits on the table like a stone.`,
      reviews: `5 | The mug | All others are in a box now.
4 | Heavy | I like it, my mother does not.
5 | Keeps warm | Noticeably longer than my old one.`,
    },
    {
      slug: 'teahouse-cup-and-saucer',
      title: 'Teahouse Cup and Saucer',
      brand: 'Hearth & Stone',
      sku: 'HS-THC',
      picture: '1f375',
      price: 2600,
      grams: 410,
      stock: [57],
      description: `A thin porcelain cup on a wooden saucer, with a notch in the rim for the string of the tea bag. A small idea, a large relief.`,
      reviews: `5 | The notch | Why does not every cup have this?
4 | Delicate | In a good way.`,
    },
    {
      slug: 'forge-cast-iron-skillet',
      title: 'Forge Cast-Iron Skillet 26 cm',
      brand: 'Copperleaf',
      sku: 'CL-FRG',
      picture: '1f373',
      price: 7900,
      was: 8900,
      grams: 2300,
      stock: [44],
      description: `Cast in sand, milled smooth inside and seasoned three times with flax oil, so that eggs slide on the first morning. It takes any heat you have: induction, oven, charcoal, and the campfire.

Two lips to pour from, a handle long enough to stay cool, and a second one for lifting. Your grandchildren will argue about it.`,
      reviews: `5 | Eggs slide | On day one. I did not believe it.
5 | Steak | That crust. That is all.
4 | Needs care | Dry it, oil it, love it. Not for the dishwasher.
5 | Smooth as glass | Nothing like the rough ones from the supermarket.`,
    },
    {
      slug: 'kyoto-chefs-knife',
      title: 'Kyoto Chef’s Knife 21 cm',
      brand: 'Copperleaf',
      sku: 'CL-KYO',
      picture: '1f52a',
      price: 14900,
      grams: 190,
      stock: [17],
      description: `Sixty-seven layers of steel around a core that takes an edge you can shave with and keeps it for months. The blade is thin behind the edge, so that onions fall apart rather than split.

The handle is magnolia, the ring buffalo horn; it is balanced where your finger and thumb meet. We sharpen it once a year free of charge.`,
      reviews: `5 | Onions without tears | They do not notice that they are being cut.
5 | Sharpening service is great | Back in four days, sharper than new.
4 | Respect it | I have a scar and no regrets.`,
    },
    {
      slug: 'family-stock-pot',
      title: 'Family Stock Pot 8 L',
      brand: 'Copperleaf',
      sku: 'CL-STP',
      picture: '1f372',
      price: 9900,
      grams: 3100,
      stock: [19],
      description: `Five layers of steel and aluminium up to the rim, so that nothing burns at the edge, and a lid heavy enough to keep the steam where it belongs. There are marks for every litre inside.

Big enough for soup for twelve, small enough for the dishwasher.`,
      reviews: `5 | Soup for the street | Christmas, 14 people, one pot.
4 | Litre marks! | Little things.`,
    },
    {
      slug: 'paella-night-pan',
      title: 'Paella Night Pan',
      brand: 'Copperleaf',
      sku: 'CL-PAE',
      picture: '1f958',
      price: 6400,
      grams: 1900,
      stock: [3],
      description: `A wide, shallow pan of carbon steel for rice with a crust, and for everything else that wants room: gnocchi, dumplings, eighteen chicken wings. Serves six from the middle of the table.`,
      reviews: `5 | Socarrat! | First try.
4 | Rusted once | Oiled it as told, fine since.`,
    },
    {
      slug: 'chalet-fondue-set',
      title: 'Chalet Fondue Set',
      brand: 'Copperleaf',
      sku: 'CL-CHL',
      picture: '1fad5',
      price: 8900,
      was: 10900,
      grams: 3600,
      stock: [12],
      description: `An enamelled pot on a burner that can be turned down to a whisper, with six forks that everybody can tell apart. For cheese, for broth, and on the last evening for chocolate.`,
      reviews: `5 | Long evenings | Nobody looks at a phone with a fork in the hand.
4 | Burner is precise | Cheese never burned.`,
    },
    {
      slug: 'nesting-serving-bowl',
      title: 'Serving Bowl with Spoon',
      brand: 'Souk Basics',
      sku: 'SB-BWL',
      picture: '1f963',
      price: 2900,
      options: { Colour: ['Blue', 'Forest', 'Terracotta'] },
      pictured: 'Blue',
      grams: 720,
      stock: [46, 38, 27],
      description: `A deep bowl for salad, pasta or popcorn, with a matching spoon that does not slide in. Glazed inside and out, chip-resistant, and it stacks.`,
      reviews: `4 | Popcorn size | Film night has improved.
5 | Colour is lovely | Deep blue, slightly uneven, looks handmade.`,
    },
    {
      slug: 'preserving-jar-set',
      title: 'Preserving Jars, Set of 6',
      brand: 'Souk Basics',
      sku: 'SB-JAR',
      picture: '1fad9',
      price: 2400,
      grams: 2900,
      stock: [74],
      description: `Six half-litre jars with wide mouths and lids that click when they have sealed. For jam in summer, soup in winter and screws in the garage.`,
      reviews: `5 | Click click click | The sound of July.
4 | Good glass | Thick and clear. Labels come off without glue.`,
    },
    {
      slug: 'mountain-honey',
      title: 'Mountain Honey 500 g',
      brand: 'Verdant',
      sku: 'VD-HNY',
      picture: '1f36f',
      price: 1400,
      grams: 820,
      stock: [150],
      description: `Raw honey from forty hives above the tree line: thyme, alpine rose, and something nobody has been able to name. It is never heated and turns creamy in autumn; set the jar in the sun if you like it runny.`,
      reviews: `5 | I eat it with a spoon | At night. Standing up.
5 | Something nobody can name | They are right.`,
    },
    {
      slug: 'single-origin-dark-chocolate',
      title: 'Single-Origin Dark Chocolate',
      brand: 'Verdant',
      sku: 'VD-CHO',
      picture: '1f36b',
      price: 900,
      options: { Cocoa: ['65 %', '75 %', '85 %'] },
      grams: 95,
      stock: [200, 240, 1],
      description: `Three beans of one farm in the north of Peru, roasted lightly and ground for three days. The 65 tastes of cherries, the 75 of coffee, the 85 of a long conversation.`,
      reviews: `5 | 75 is perfect | Not bitter at all.
4 | Dear but worth it | Two squares are enough. Usually.`,
    },
    {
      slug: 'stem-red-wine-glasses',
      title: 'Stem Wine Glasses, Set of 4',
      brand: 'Hearth & Stone',
      sku: 'HS-STM',
      picture: '1f377',
      price: 4900,
      grams: 780,
      stock: [30],
      description: `One glass for every red, blown by mouth and thin enough to forget. The bowl closes gently towards the top and keeps the scent inside; the stem is drawn from the bowl, not glued to it.

Dishwasher-safe, honestly: we have tested them for 2,000 cycles.`,
      reviews: `5 | Thin and tough | A year of dishwasher, all four alive.
5 | Wine tastes better | I know how that sounds.
3 | One arrived chipped | Replaced at once, still annoying.`,
    },
  ],
};
