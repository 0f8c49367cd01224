import type { DemoCategory } from '../demo-product.ts';

const sizes = ['37', '38', '39', '40', '41', '42', '43', '44'];
const smallSizes = ['36', '37', '38', '39', '40', '41'];

export const shoesAndBags: DemoCategory = {
  slug: 'shoes-and-bags',
  name: 'Shoes & Bags',
  description: 'For the way to work, the way up the mountain, and the way to the airport.',
  picture: '1f45f',
  products: [
    {
      slug: 'stride-running-shoes',
      title: 'Stride Running Shoes',
      brand: 'Ridgeway',
      sku: 'RW-STR',
      picture: '1f45f',
      price: 13900,
      was: 15900,
      options: { Colour: ['Grey', 'Blue', 'Coral'], Size: sizes },
      pictured: 'Grey',
      grams: 540,
      stock: [6, 9, 14, 18, 20, 22, 15, 9, 4, 8, 12, 16, 0, 14, 10, 5, 3, 7, 9, 2, 6],
      description: `A running shoe for people who run because it is nice outside. Soft where you land, firm where you push off, and wide enough in front for your toes to do their work.

The upper is knitted in one piece without seams; the foam is good for about 800 kilometres, and a small window in the heel shows when it is time for a new pair. Send the old ones back: we make doormats of them.`,
      reviews: `5 | Knees are happy | I came back to running after ten years. No pain, ever.
5 | Wide toe box | My feet are shaped like feet. These shoes know that.
4 | Order half a size up | True to size if you wear thin socks.
4 | 600 km so far | The window in the heel is only half grey. Impressive.
2 | Too soft for me | Comfortable for walking, but I prefer to feel the road.`,
    },
    {
      slug: 'carnaby-derby-shoes',
      title: 'Carnaby Derby Shoes',
      brand: 'Marrow',
      sku: 'MR-CRN',
      picture: '1f45e',
      price: 18900,
      options: { Size: ['40', '41', '42', '43', '44', '45'] },
      grams: 980,
      stock: [7, 11, 13, 12, 6, 0],
      description: `A plain derby in chestnut calf, stitched to its sole by hand-guided machine so that any good cobbler can take it off and put on a new one. It will go with a suit on Monday and jeans on Saturday.

Leather lining, cork footbed, rubber heel. Allow two weeks to break them in, and use shoe trees.`,
      reviews: `5 | Resoled once, still going | Four years, three times a week.
4 | Stiff, then perfect | The two weeks are real. After that, slippers.`,
    },
    {
      slug: 'juniper-ankle-boots',
      title: 'Juniper Ankle Boots',
      brand: 'Marrow',
      sku: 'MR-JNP',
      picture: '1f462',
      price: 16900,
      options: { Colour: ['Red', 'Black', 'Forest'], Size: smallSizes },
      pictured: 'Red',
      grams: 900,
      stock: [3, 6, 9, 8, 5, 2, 8, 12, 15, 14, 9, 4, 0, 2, 5, 4],
      description: `Boots in a red that makes rainy days bearable. The block heel is five centimetres high and made for cobblestones; the zip on the inside lets you out of them in a second.

Vegetable-tanned leather from Tuscany that darkens with the years. Waterproof to the first seam.`,
      reviews: `5 | The red! | Every outfit is solved.
4 | Comfortable heel | Whole day at a trade fair, no blisters.
5 | Dry feet | Stood in a puddle for science.`,
    },
    {
      slug: 'soiree-pumps',
      title: 'Soirée Pumps',
      brand: 'Ilse Brandt',
      sku: 'IB-SOI',
      picture: '1f460',
      price: 14900,
      options: { Colour: ['Red', 'Black', 'Midnight'], Size: smallSizes },
      pictured: 'Red',
      grams: 520,
      stock: [4, 7, 8, 6, 3, 1, 6, 9, 10, 8, 4, 0, 2],
      description: `A pump you can dance in. The heel is nine centimetres, but the arch is built on a steel shank and a layer of memory foam, and the toe is almond-shaped, not pointed.

Suede outside, kid leather inside, a rubber insert under the sole so that marble floors hold no terror.`,
      reviews: `4 | Danced four hours | Then I took them off. That is a record.
5 | Elegant | The shape of the heel is beautiful.`,
    },
    {
      slug: 'sorrento-sandals',
      title: 'Sorrento Sandals',
      brand: 'Marrow',
      sku: 'MR-SOR',
      picture: '1f461',
      price: 8900,
      was: 10900,
      options: { Size: smallSizes },
      grams: 430,
      stock: [5, 9, 12, 10, 7, 3],
      description: `Slip in, go out. A low block heel, one wide strap of soft nappa and a footbed that remembers you. Made by a family workshop south of Naples that has made nothing but sandals since 1961.`,
      reviews: `5 | Summer sorted | Wore them from June to September.
4 | Slightly narrow | The strap gives after a few days.`,
    },
    {
      slug: 'piano-ballet-flats',
      title: 'Piano Ballet Flats',
      brand: 'Marrow',
      sku: 'MR-PNO',
      picture: '1f97f',
      price: 9900,
      options: { Colour: ['Blue', 'Black', 'Blush'], Size: smallSizes },
      pictured: 'Blue',
      grams: 310,
      stock: [8, 10, 14, 12, 6, 2, 9, 12, 16, 13, 8, 3, 4, 6, 0, 5],
      description: `A flat shoe that folds in half and fits into a coat pocket, for the walk home after the other shoes. The sole is split like a dancer's, the padding under the heel is generous, and nothing rubs.`,
      reviews: `5 | Always in my bag | They have saved many evenings.
3 | Cute, but thin sole | Fine indoors and on pavements, not for gravel.`,
    },
    {
      slug: 'ridgeline-hiking-boots',
      title: 'Ridgeline Hiking Boots',
      brand: 'Ridgeway',
      sku: 'RW-RDG',
      picture: '1f97e',
      price: 21900,
      options: { Size: sizes },
      grams: 1280,
      stock: [4, 6, 9, 12, 14, 15, 11, 6],
      description: `Full-grain nubuck, a membrane that keeps the stream outside, and a sole that grips wet limestone. Ridgeline is made for hut-to-hut tours with a real rucksack, and it is resoleable: two or three times, in our experience.

Free adjustment in the first month: if the heel slips or the toe presses, send them in, and we will stretch or pad them on a last of your size.`,
      reviews: `5 | 400 km in the Dolomites | Not one blister, not one wet sock.
5 | The adjustment service is real | They padded the heel and wrote me a card.
4 | Heavy, but that is the point | You feel safe on scree.
5 | Resoled last winter | Ready for the next thousand kilometres.`,
    },
    {
      slug: 'pier-flip-flops',
      title: 'Pier Flip-Flops',
      brand: 'Souk Basics',
      sku: 'SB-PIER',
      picture: '1fa74',
      price: 1800,
      options: { Colour: ['Blue', 'Coral', 'Black'], Size: ['37-38', '39-40', '41-42', '43-44'] },
      pictured: 'Blue',
      grams: 280,
      stock: [60, 75, 80, 50, 40, 45, 30, 20],
      description: `Natural rubber, one strap, no opinions. The sole is thick enough for hot sand and the strap is anchored with a plug that does not pull out.`,
      reviews: `4 | Flip, flop | They do both.
5 | Plug has not pulled out | Two summers. That is new.`,
    },
    {
      slug: 'daytrip-backpack',
      title: 'Daytrip Backpack 22 L',
      brand: 'Fjellvik',
      sku: 'FJ-DAY',
      picture: '1f392',
      price: 8900,
      options: { Colour: ['Red', 'Blue', 'Forest', 'Black'] },
      pictured: 'Red',
      grams: 720,
      stock: [45, 38, 26, 70],
      description: `The one rucksack: a padded sleeve for a 15-inch laptop, a front pocket for what must be found quickly, a bottle on each side, and a hidden pocket against your back for the passport.

Recycled nylon with a waxed finish that sheds rain. The zips are the largest that exist, so children and gloves can open them. Repaired free of charge for ten years.`,
      reviews: `5 | School, work, mountains | My daughter and I fight over it.
5 | Big zips | My arthritic hands say thank you.
4 | Could use a chest strap | Otherwise flawless.
5 | Rain? What rain? | An hour on the bike in a downpour, laptop dry.`,
    },
    {
      slug: 'transit-cabin-suitcase',
      title: 'Transit Cabin Suitcase',
      brand: 'Fjellvik',
      sku: 'FJ-TRN',
      picture: '1f9f3',
      price: 18900,
      was: 21900,
      options: { Colour: ['Blue', 'Black', 'Red'] },
      pictured: 'Blue',
      grams: 2900,
      stock: [20, 28, 0],
      description: `Fits the cabin of every large airline and rolls on wheels that you can hear only because of the pavement. The shell is polypropylene that flexes instead of cracking; the handle locks at four heights.

Inside: one side with a compression strap, the other behind a mesh, and a pouch for the shoes. Wheels and handle are held by screws and come as spare parts.`,
      reviews: `5 | 60 flights | Scratches, yes. Cracks, no.
4 | Quiet wheels | My neighbours no longer know when I come home.
5 | Replaced a wheel | Part arrived in two days, one screw.`,
    },
    {
      slug: 'counsel-leather-briefcase',
      title: 'Counsel Leather Briefcase',
      brand: 'Marrow',
      sku: 'MR-CNS',
      picture: '1f4bc',
      price: 32900,
      grams: 1750,
      stock: [8],
      description: `Three millimetres of bridle leather, saddle-stitched by hand with waxed linen thread. There is room for a 16-inch laptop, a lunch box and a ream of paper, and the brass lock closes with the sound of a good car door.

It will be scratched within a week and beautiful within a year.`,
      reviews: `5 | An heirloom | My father's lasted forty years. This one feels the same.
4 | Heavy when full | But so well made.`,
    },
    {
      slug: 'weekend-top-handle-bag',
      title: 'Weekend Top-Handle Bag',
      brand: 'Marrow',
      sku: 'MR-WKD',
      picture: '1f45c',
      price: 24900,
      options: { Colour: ['Tan', 'Burgundy', 'Black'] },
      pictured: 'Tan',
      grams: 890,
      stock: [10, 6, 2],
      description: `A structured bag in two shades of grained leather that stands up by itself when you put it down. Rolled handles for the hand, a removable strap for the shoulder, and a zip pocket that holds exactly a phone, keys and a lipstick.`,
      reviews: `5 | Stands by itself | I did not know how much I wanted that.
5 | Understated | No logo, good leather.
4 | Strap a little short | Fine over a blouse, tight over a winter coat.`,
    },
    {
      slug: 'kiss-lock-coin-purse',
      title: 'Kiss-Lock Coin Purse',
      brand: 'Ilse Brandt',
      sku: 'IB-KISS',
      picture: '1f45b',
      price: 3900,
      options: { Colour: ['Red', 'Forest', 'Violet'] },
      pictured: 'Red',
      grams: 90,
      stock: [34, 21, 4],
      description: `A little purse with a clasp that snaps shut like a kiss. Soft nappa, lined with striped cotton, large enough for coins, a key and three folded notes.`,
      reviews: `5 | The snap | So satisfying that I pay in cash again.
4 | Sweet gift | Nicely wrapped too.`,
    },
  ],
};
