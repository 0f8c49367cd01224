import type { DemoCategory } from '../demo-product.ts';

const sizes = ['S', 'M', 'L', 'XL'];

export const fashion: DemoCategory = {
  slug: 'fashion',
  name: 'Fashion',
  description: 'Clothes made from good cloth, meant to be worn often and mended rather than replaced.',
  picture: '1f457',
  products: [
    {
      slug: 'marguerite-midi-dress',
      title: 'Marguerite Midi Dress',
      brand: 'Ilse Brandt',
      sku: 'IB-MRG',
      picture: '1f457',
      price: 12900,
      options: { Colour: ['Blue', 'Red', 'Forest'], Size: ['XS', 'S', 'M', 'L', 'XL'] },
      pictured: 'Blue',
      grams: 380,
      stock: [8, 14, 20, 11, 5, 6, 12, 15, 9, 2, 0, 7, 11, 6],
      description: `A dress that swings when you walk and has pockets deep enough for a phone and a sandwich. The bodice is lined with cotton voile, the skirt is cut from a full circle of linen and Tencel, so it falls softly and creases only where it looks good.

Adjustable straps, an invisible zip at the side, and a hem generous enough to be let down. Sewn in Porto by people whose names are on the label.`,
      reviews: `5 | Pockets! | Real ones. I wore it to a wedding and danced until three.
5 | Better than the photo | The blue is deep and the fabric is heavier than I expected, in a good way.
4 | Runs slightly long | I am 1.60 m and had it shortened by four centimetres. The hem made that easy.
5 | Third colour now | What does that tell you?`,
    },
    {
      slug: 'everyday-crew-t-shirt',
      title: 'Everyday Crew T-Shirt',
      brand: 'Souk Basics',
      sku: 'SB-CREW',
      picture: '1f455',
      price: 2400,
      options: { Colour: ['Green', 'White', 'Black', 'Navy'], Size: sizes },
      pictured: 'Green',
      grams: 170,
      stock: [120, 150, 140, 60, 80, 95, 100, 40, 3, 0, 45, 30, 70],
      description: `The T-shirt you reach for first. Combed organic cotton, 180 grams per square metre, knitted in a tube so that the seams do not twist after the third wash.

The collar has a little elastane and keeps its shape. Pre-washed: what fits today will fit in a year.`,
      reviews: `5 | Bought ten | And threw away everything else. Getting dressed takes four seconds now.
4 | Thick and soft | Slightly warm for August, perfect for the rest of the year.
5 | Keeps its shape | Twenty washes and the collar is still flat.
3 | Green is brighter than I thought | Good quality, I just should have taken navy.`,
    },
    {
      slug: 'selvedge-straight-jeans',
      title: 'Selvedge Straight Jeans',
      brand: 'Tessel',
      sku: 'TS-SLV',
      picture: '1f456',
      price: 11900,
      was: 13900,
      options: { Size: ['28', '30', '32', '34', '36'] },
      grams: 780,
      stock: [12, 25, 31, 18, 0],
      description: `Fourteen-ounce denim from one of the last shuttle looms in Okayama, cut straight from hip to ankle. Stiff on the first day, yours after a month: the indigo fades where you bend, sit and carry your keys.

Chain-stitched hems, copper rivets at the corners of every pocket, and a spare button inside the coin pocket. Free repairs for life.`,
      reviews: `5 | The last jeans | I sent them in after two years with a torn knee. They came back better than new, for nothing.
4 | Be patient | Week one is cardboard. Week six is heaven.
5 | Fits like trousers used to | High enough to keep the shirt in.`,
    },
    {
      slug: 'harbour-wool-coat',
      title: 'Harbour Wool Coat',
      brand: 'Ilse Brandt',
      sku: 'IB-HRB',
      picture: '1f9e5',
      price: 28900,
      options: { Colour: ['Camel', 'Charcoal'], Size: sizes },
      pictured: 'Camel',
      grams: 1650,
      stock: [5, 9, 8, 3, 6, 10, 4, 1],
      description: `A coat for ten winters. The cloth is boiled wool from the Tyrol, so dense that light rain rolls off; the cut is straight and easy, with room for a jumper underneath.

Horn buttons, a lining of cupro with an inside pocket on both sides, and a loop that will hold its weight on any hook.`,
      reviews: `5 | Warm without the bulk | Minus eight this morning, a thin jumper underneath, perfectly comfortable.
5 | Compliments on day one | From strangers, at the bus stop.
4 | Needs a good hanger | It is heavy. The loop is strong though.`,
    },
    {
      slug: 'fell-merino-scarf',
      title: 'Fell Merino Scarf',
      brand: 'Tessel',
      sku: 'TS-FELL',
      picture: '1f9e3',
      price: 4900,
      options: { Colour: ['Red', 'Navy', 'Mustard', 'Forest'] },
      pictured: 'Red',
      grams: 160,
      stock: [40, 32, 0, 18],
      description: `Two metres of extra-fine merino, light enough for the office and warm enough for the walk home. It does not itch: the fibre is thinner than a fifth of a human hair.

Woven in a mill in Biella and brushed with thistle heads, as it has been done there since 1850.`,
      reviews: `5 | Not a single itch | I cannot wear wool. I can wear this.
5 | Soft and huge | Doubles as a blanket on planes.
4 | Beautiful red | Loses a little fluff at first.`,
    },
    {
      slug: 'tinker-knit-gloves',
      title: 'Tinker Knit Gloves',
      brand: 'Souk Basics',
      sku: 'SB-TNK',
      picture: '1f9e4',
      price: 1900,
      options: { Colour: ['Purple', 'Charcoal'], Size: ['S/M', 'L/XL'] },
      pictured: 'Purple',
      grams: 70,
      stock: [55, 62, 90, 48],
      description: `Warm gloves with fingertips that know what a touch screen is, all ten of them. A long ribbed cuff keeps the wind out of your sleeve.

Recycled wool and polyamide; wash them with your socks.`,
      reviews: `4 | Screen works | Typing is fine, precise taps need patience.
5 | Warm and cheap | I lose one pair a year. At this price I can.`,
    },
    {
      slug: 'studio-crew-socks',
      title: 'Studio Crew Socks, 3 Pairs',
      brand: 'Souk Basics',
      sku: 'SB-SOCK',
      picture: '1f9e6',
      price: 1600,
      options: { Colour: ['Green', 'Navy', 'Red'], Size: ['36-40', '41-46'] },
      pictured: 'Green',
      grams: 150,
      stock: [180, 200, 160, 150, 90, 2],
      description: `Socks with a real heel, a flat toe seam and a cuff that stays up without leaving a mark. The sole is knitted in terry for boots and long days.

Three pairs in a paper band. If you wear one through within a year, we send you a new pair.`,
      reviews: `5 | They stay up | Small miracle, three times over.
5 | Toe seam is really flat | My son refuses socks with seams. He wears these.`,
    },
    {
      slug: 'oxford-stripe-shirt',
      title: 'Oxford Stripe Shirt and Tie',
      brand: 'Ilse Brandt',
      sku: 'IB-OXF',
      picture: '1f454',
      price: 9900,
      options: { Size: sizes },
      grams: 260,
      stock: [14, 22, 19, 8],
      description: `A shirt of two-ply Oxford with a wide blue stripe, and a navy tie that was woven to go with it. The collar rolls as it should, with or without the tie, and the tails are long enough to stay where they belong.

Mother-of-pearl buttons, single-needle seams, and a split yoke that moves with your shoulders.`,
      reviews: `4 | Interview passed | Looks far more expensive than it is.
5 | Great set | Tie and shirt match without looking like a set.`,
    },
    {
      slug: 'kiri-summer-robe',
      title: 'Kiri Summer Robe',
      brand: 'Tessel',
      sku: 'TS-KIRI',
      picture: '1f458',
      price: 8900,
      options: { Size: ['S/M', 'L/XL'] },
      grams: 340,
      stock: [16, 11],
      description: `A light cotton robe, printed by hand with paper stencils in Hamamatsu. Wear it from bed to breakfast, over a swimsuit, or on the balcony with a book.

The indigo softens with every wash. Comes with a sash and two hidden ties.`,
      reviews: `5 | My weekend uniform | Cool, light, and pretty enough to open the door in.
4 | Sleeves are wide | Mind the coffee.`,
    },
    {
      slug: 'breeze-swim-shorts',
      title: 'Breeze Swim Shorts',
      brand: 'Tessel',
      sku: 'TS-BRZ',
      picture: '1fa73',
      price: 4500,
      was: 5900,
      options: { Colour: ['Green', 'Navy', 'Coral'], Size: sizes },
      pictured: 'Green',
      grams: 140,
      stock: [20, 28, 25, 12, 18, 22, 0, 6, 9, 4],
      description: `Shorts for the sea that also pass at the café. The fabric is spun from old fishing nets, dries in twenty minutes and stretches in four directions.

Mesh lining, a zipped pocket for the key, and a cord that does not vanish into the waistband in the wash.`,
      reviews: `5 | Dry before lunch | Swam, walked into town, sat down. No wet patch.
4 | Good length | Above the knee, not too short.`,
    },
    {
      slug: 'garden-party-sun-hat',
      title: 'Garden Party Sun Hat',
      brand: 'Ilse Brandt',
      sku: 'IB-HAT',
      picture: '1f452',
      price: 5900,
      grams: 110,
      stock: [24],
      description: `A wide-brimmed hat of plaited wheat straw with a grosgrain bow. The brim has a thin wire inside: bend it against the sun, or against somebody who should not see you.

Rolls up for travelling and springs back with a little steam from the kettle.`,
      reviews: `5 | Survived my suitcase | Rolled up for two weeks, steamed once, as new.
5 | Feels like a film | I bought it for the garden and wear it to the bakery.`,
    },
    {
      slug: 'six-panel-cap',
      title: 'Six-Panel Cap',
      brand: 'Souk Basics',
      sku: 'SB-CAP',
      picture: '1f9e2',
      price: 2200,
      options: { Colour: ['Blue', 'Black', 'Olive'] },
      pictured: 'Blue',
      grams: 85,
      stock: [70, 110, 35],
      description: `A cap without a slogan. Washed cotton twill, a soft front, a curved peak and a brass buckle that fits heads from 54 to 62 centimetres.`,
      reviews: `4 | No logo, thank you | Exactly what I was looking for.
4 | Fits a big head | On the second to last hole at 61 cm.`,
    },
    {
      slug: 'riviera-sunglasses',
      title: 'Riviera Sunglasses',
      brand: 'Kestrel',
      sku: 'KS-RIV',
      picture: '1f576',
      price: 13900,
      options: { Colour: ['Violet', 'Black', 'Tortoise'] },
      pictured: 'Violet',
      grams: 28,
      stock: [19, 26, 1],
      description: `Frames of Italian acetate, polished for three days in drums of birch wood. The lenses are polarised, block all ultraviolet light and take the glare off water and wet roads.

Five-barrel hinges, a hard case, and a cloth you will actually use. Prescription lenses can be fitted by any optician.`,
      reviews: `5 | Light and solid | I forget I am wearing them.
4 | Great for driving | Glare is simply gone. The case is a bit big.
5 | Optician was impressed | Had my prescription put in without trouble.`,
    },
  ],
};
