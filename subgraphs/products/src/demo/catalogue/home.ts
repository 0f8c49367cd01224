import type { DemoCategory } from '../demo-product.ts';

export const home: DemoCategory = {
  slug: 'home',
  name: 'Home & Living',
  description: 'Furniture, light and small comforts for rooms that people live in.',
  picture: '1f6cb',
  products: [
    {
      slug: 'fjord-two-seat-sofa',
      title: 'Fjord Two-Seat Sofa',
      brand: 'Olmo',
      sku: 'OL-FJORD',
      picture: '1f6cb',
      price: 129900,
      was: 149900,
      options: { Colour: ['Blue', 'Forest', 'Terracotta'] },
      pictured: 'Blue',
      grams: 46000,
      stock: [6, 4, 2],
      description: `A sofa for two people and a book, or one person lying down. The frame is solid beech, the seat rests on webbing and pocket springs, and every cover comes off with a zip and goes into a normal washing machine.

It arrives in two boxes that fit through any door and is put together in ten minutes without a tool. The reading lamp in the picture is available on request.`,
      reviews: `5 | Red wine, no drama | Cover off, machine, cover on. Nothing to see.
5 | Up five floors | In two boxes, by one person. Me.
4 | Firm | We like it. Try to sit on one first if you prefer to sink in.`,
    },
    {
      slug: 'cloudrest-bed',
      title: 'Cloudrest Upholstered Bed',
      brand: 'Olmo',
      sku: 'OL-CLD',
      picture: '1f6cf',
      price: 99900,
      options: { Size: ['140 x 200', '160 x 200', '180 x 200'] },
      extra: { '160 x 200': 8000, '180 x 200': 16000 },
      grams: 62000,
      stock: [3, 5, 0],
      description: `A bed with a headboard soft enough to lean on and a frame that does not make a sound, whatever you do. The slats are sprung in seven zones, and there are 25 centimetres of space below for boxes.

Covered in wool felt, which stays cool in summer. Mattress not included; any of the usual sizes fits.`,
      reviews: `5 | Silent | My old one announced every turn. This one keeps secrets.
4 | Delivery took three weeks | But the two men carried it up and took the packaging away.`,
    },
    {
      slug: 'osteria-dining-chair',
      title: 'Osteria Dining Chair',
      brand: 'Olmo',
      sku: 'OL-OST',
      picture: '1fa91',
      price: 15900,
      options: { Wood: ['Walnut', 'Oak'] },
      pictured: 'Walnut',
      grams: 5200,
      stock: [48, 36],
      description: `The chair you know from every good restaurant, only lighter and stronger: the back is steam-bent from one piece of wood, the joints are wedged, and the seat is hollowed by hand so that the third course is as comfortable as the first.

Oiled, not lacquered: a scratch can be rubbed out with a cloth. Stacks four high.`,
      reviews: `5 | Bought six | A year of children and not one wobbles.
5 | Comfortable without a cushion | Guests stay longer. Choose wisely.
4 | Pretty, light | Felt pads for the feet would be a nice touch.`,
    },
    {
      slug: 'matsuri-paper-lantern',
      title: 'Matsuri Paper Lantern',
      brand: 'Lumen & Co',
      sku: 'LM-MTS',
      picture: '1f3ee',
      price: 5900,
      options: { Colour: ['Orange', 'Red', 'Blue'] },
      pictured: 'Orange',
      grams: 380,
      stock: [25, 18, 12],
      description: `Mulberry paper on a spiral of bamboo, made in Gifu where they have made little else for three hundred years. It turns any bulb into an evening.

Folds flat, comes with four metres of textile cable and a socket for LED bulbs.`,
      reviews: `5 | Warm light | The balcony is now our living room.
4 | Handle with care | It is paper. But such paper.`,
    },
    {
      slug: 'beeswax-pillar-candle',
      title: 'Beeswax Pillar Candle',
      brand: 'Souk Basics',
      sku: 'SB-WAX',
      picture: '1f56f',
      price: 1800,
      grams: 420,
      stock: [160],
      description: `Pure beeswax from mountain hives, cast by hand. It burns for about 60 hours with a calm, bright flame and a faint smell of honey; no drips, no soot, nothing added.`,
      reviews: `5 | Smells like childhood | And lasts for ever.
5 | No soot | Ceiling still white.`,
    },
    {
      slug: 'sunflower-wall-mirror',
      title: 'Sunflower Wall Mirror',
      brand: 'Olmo',
      sku: 'OL-SUN',
      picture: '1fa9e',
      price: 11900,
      grams: 3400,
      stock: [11],
      description: `A scalloped frame of gilded ash around glass that makes hallways larger and Mondays kinder. The gold is real leaf, laid by hand, so that no two are alike.

Hangs on two hidden hooks, upright or across; template and screws included.`,
      reviews: `5 | The hallway glows | First thing visitors notice.
4 | Smaller than in my head | 48 cm across, it says so, I should read.`,
    },
    {
      slug: 'willow-market-basket',
      title: 'Willow Market Basket',
      brand: 'Hearth & Stone',
      sku: 'HS-WIL',
      picture: '1f9fa',
      price: 6900,
      grams: 1300,
      stock: [29],
      description: `A basket of full willow, woven wet around a hoop that becomes the handle. It carries twelve kilos of market, a picnic for four, or the cat.

The base is doubled and rests on two runners, so that it stands dry on wet grass.`,
      reviews: `5 | Cat approved | She has moved in.
4 | Sturdy | Carried firewood for two winters.`,
    },
    {
      slug: 'old-town-mantel-clock',
      title: 'Old Town Mantel Clock',
      brand: 'Quill & Sons',
      sku: 'QS-MTL',
      picture: '1f570',
      price: 18900,
      grams: 2600,
      stock: [7],
      description: `Walnut, brass and a movement that you wind every Sunday. The chime strikes the hours on a bronze bell with a voice like a spoon on a good glass, and it can be silenced for the night.

Each clock is regulated for two weeks before it leaves the workshop and keeps time to a minute a week.`,
      reviews: `5 | The house has a heart now | I did not expect to love the ticking.
4 | Ran fast at first | A turn of the screw, explained in the booklet, and it is perfect.`,
    },
    {
      slug: 'rooster-alarm-clock',
      title: 'Rooster Alarm Clock',
      brand: 'Souk Basics',
      sku: 'SB-ROO',
      picture: '23f0',
      price: 2400,
      options: { Colour: ['Red', 'Blue', 'Forest'] },
      pictured: 'Red',
      grams: 260,
      stock: [88, 61, 5],
      description: `Two bells, one hammer, no snooze. The hands glow, the movement does not tick, and the phone can sleep in another room.`,
      reviews: `5 | I am up | So is the whole street.
4 | Really no ticking | Silent until it is very much not.
2 | Too loud for me | I should have believed the description.`,
    },
    {
      slug: 'evergreen-in-terracotta',
      title: 'Evergreen in Terracotta',
      brand: 'Verdant',
      sku: 'VD-EVG',
      picture: '1fab4',
      price: 3900,
      grams: 2800,
      stock: [40],
      description: `A young evergreen that forgives: it likes a bright corner, a glass of water on Saturdays, and being talked to, though it does not insist. Comes in a hand-thrown terracotta pot with a saucer.

Packed upright, in paper, and sent on Mondays so that no plant spends the weekend in a depot.`,
      reviews: `5 | Arrived happier than I am | Not one leaf bent.
5 | Still alive | For me, that is a five-star review.
4 | Lovely pot | Plant was a little smaller than expected, growing fast.`,
    },
    {
      slug: 'desert-cactus',
      title: 'Desert Cactus',
      brand: 'Verdant',
      sku: 'VD-CAC',
      picture: '1f335',
      price: 2200,
      grams: 900,
      stock: [0],
      description: `Ten years old, twenty centimetres tall, and in no hurry. Give it the sunniest sill you have and water it when you remember.`,
      reviews: `5 | Ideal flatmate | Quiet, undemanding, green.
4 | Ouch | My fault.`,
    },
    {
      slug: 'amphora-stoneware-vase',
      title: 'Amphora Stoneware Vase',
      brand: 'Hearth & Stone',
      sku: 'HS-AMP',
      picture: '1f3fa',
      price: 7900,
      grams: 2100,
      stock: [13],
      description: `Thrown in two pieces on a kick wheel in the Alentejo and joined while wet: you can feel the seam with your thumb. The outside is raw clay with a hand-cut meander, the inside is glazed and watertight.`,
      reviews: `5 | Sculpture with flowers | Looks good empty too.
5 | Thumb found the seam | I like knowing how it was made.`,
    },
    {
      slug: 'tidewater-hand-wash',
      title: 'Tidewater Hand Wash',
      brand: 'Tidewater',
      sku: 'TW-HND',
      picture: '1f9f4',
      price: 1600,
      options: { Scent: ['Fig', 'Sea Salt', 'Unscented'] },
      grams: 540,
      stock: [130, 115, 60],
      description: `A gentle wash of olive oil and oat that does not leave your hands feeling like paper. Half a litre in a bottle that can be refilled; the pump is steel and lasts for years.`,
      reviews: `5 | Fig! | Guests ask where they can buy it.
4 | Gentle | Good for my eczema in the unscented version.
5 | Refills are cheap | I have had the same bottle for two years.`,
    },
  ],
};
