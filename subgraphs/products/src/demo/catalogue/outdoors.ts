import type { DemoCategory } from '../demo-product.ts';

export const outdoors: DemoCategory = {
  slug: 'outdoors',
  name: 'Outdoors & Sport',
  description: 'For the first tent, the last kilometre, and every ball in between.',
  picture: '26fa',
  products: [
    {
      slug: 'basecamp-three-person-tent',
      title: 'Basecamp 3 Tent',
      brand: 'Fjellvik',
      sku: 'FJ-BC3',
      picture: '26fa',
      price: 34900,
      was: 39900,
      options: { Colour: ['Green', 'Orange'] },
      pictured: 'Green',
      grams: 2950,
      stock: [12, 7],
      description: `Room for three people who like each other, or two who need distance. The poles are colour-coded and the inner tent hangs under the outer, so that in rain everything stays dry while you pitch it. Seven minutes the first time, four from then on.

Two doors, two porches, and vents that can stay open in a storm. Tested to 90 km/h in the wind tunnel at Trondheim, and by our founder's twins.`,
      reviews: `5 | Stood through a storm | The neighbours' pavilion flew past us. We were dry.
5 | Four minutes | It is true.
4 | Green hides well | Perhaps too well. I needed twenty minutes to find it at dusk.`,
    },
    {
      slug: 'promenade-city-bicycle',
      title: 'Promenade City Bicycle',
      brand: 'Ridgeway',
      sku: 'RW-PRM',
      picture: '1f6b2',
      price: 79900,
      options: { Colour: ['Red', 'Blue', 'Forest'], Frame: ['49 cm', '54 cm', '59 cm'] },
      pictured: 'Red',
      grams: 13800,
      stock: [4, 6, 3, 2, 5, 4, 0, 3, 1],
      description: `An upright bicycle for people in ordinary clothes. A belt instead of a chain, eight gears inside the hub, lights that run from the front wheel, and a rack that carries a child seat: nothing to oil, nothing to charge, nothing to forget.

The steel frame is brazed by hand in Vicenza and carries a lifelong guarantee. Arrives ready to ride; turn the handlebar, and go.`,
      reviews: `5 | Sold the second car | We have not missed it.
5 | Quiet | The belt makes no sound at all. Pedestrians do not hear me, so ring the bell.
4 | Not the lightest | You feel it on stairs, never on the road.
5 | Ready to ride, really | Ten minutes from box to bakery.`,
    },
    {
      slug: 'hop-kick-scooter',
      title: 'Hop Kick Scooter',
      brand: 'Ridgeway',
      sku: 'RW-HOP',
      picture: '1f6f4',
      price: 16900,
      options: { Colour: ['Blue', 'Red'] },
      pictured: 'Blue',
      grams: 4700,
      stock: [21, 15],
      description: `Large wheels, a low deck and a brake for each of them: Hop makes short ways disappear. It folds in one move, hangs from its own strap on your shoulder, and carries grown-ups up to 110 kilos.`,
      reviews: `4 | Ten minutes saved a day | Station to office, every day.
5 | Big wheels | Cobblestones are no longer frightening.`,
    },
    {
      slug: 'sidewalk-skateboard',
      title: 'Sidewalk Skateboard',
      brand: 'Ridgeway',
      sku: 'RW-SDW',
      picture: '1f6f9',
      price: 8900,
      grams: 2400,
      stock: [26],
      description: `Seven plies of Canadian maple, pressed one at a time, with wheels soft enough for rough ground and bearings that spin until you are bored of watching. Complete and ready to ride.`,
      reviews: `5 | Pop | The deck has real pop for a complete.
4 | Good first board | My son learned to ollie on it. So did I, nearly.`,
    },
    {
      slug: 'disco-roller-skates',
      title: 'Disco Roller Skates',
      brand: 'Ridgeway',
      sku: 'RW-DSC',
      picture: '1f6fc',
      price: 11900,
      options: { Size: ['36', '37', '38', '39', '40', '41', '42'] },
      grams: 3300,
      stock: [3, 5, 8, 9, 6, 2, 0],
      description: `High boots with a firm ankle, wide wheels that roll over twigs, and a stopper where you expect it. For rinks, for promenades, and for kitchens with the music up.`,
      reviews: `5 | Kitchen tested | As advertised.
5 | Confidence | Firm ankle, no fear.`,
    },
    {
      slug: 'league-football',
      title: 'League Football',
      brand: 'Souk Basics',
      sku: 'SB-FTB',
      picture: '26bd',
      price: 2900,
      options: { Size: ['4', '5'] },
      grams: 430,
      stock: [80, 120],
      description: `Thermally bonded, so it takes up no water, with a butyl bladder that holds its air for weeks. Flies straight, unless you meant otherwise.`,
      reviews: `5 | School-yard proof | Six months of tarmac, still round.
4 | Fair price | Feels like one that costs twice as much.`,
    },
    {
      slug: 'courtside-basketball',
      title: 'Courtside Basketball',
      brand: 'Souk Basics',
      sku: 'SB-BSK',
      picture: '1f3c0',
      price: 3200,
      grams: 620,
      stock: [66],
      description: `Deep channels and a sticky cover for outdoor courts. Size 7, with a pump needle in the box because nobody ever has one.`,
      reviews: `5 | The needle! | They thought of it.
4 | Good grip | Even when it is dusty.`,
    },
    {
      slug: 'baseline-tennis-racket',
      title: 'Baseline Tennis Racket',
      brand: 'Ridgeway',
      sku: 'RW-BSL',
      picture: '1f3be',
      price: 12900,
      was: 14900,
      options: { Grip: ['L1', 'L2', 'L3'] },
      grams: 285,
      stock: [9, 16, 11],
      description: `A forgiving frame with a large sweet spot and enough flex to spare your elbow. Strung, with two balls and a cover. It will take you from your first rally to your first club match.`,
      reviews: `4 | Kind to my elbow | Back on court after two years.
5 | Sweet spot is huge | I look better than I am.`,
    },
    {
      slug: 'powder-ski-set',
      title: 'Powder Ski with Boot',
      brand: 'Fjellvik',
      sku: 'FJ-PWD',
      picture: '1f3bf',
      price: 54900,
      was: 64900,
      options: { Length: ['156 cm', '164 cm', '172 cm'] },
      grams: 7600,
      stock: [4, 5, 2],
      description: `One ski for all snow: 88 millimetres under the foot, a wooden core of ash and poplar, and a tip that rises early. It carves on Tuesday and floats on Wednesday, should it snow on Tuesday night.

Sold as a pair with boots and bindings, which our workshop sets to your weight.`,
      reviews: `5 | Snowed on Tuesday night | It floats.
4 | Very stable | A bit heavy for touring, but that is not what it is for.`,
    },
    {
      slug: 'corner-boxing-gloves',
      title: 'Corner Boxing Gloves',
      brand: 'Ridgeway',
      sku: 'RW-CRN',
      picture: '1f94a',
      price: 6900,
      options: { Weight: ['10 oz', '12 oz', '14 oz'] },
      grams: 720,
      stock: [14, 20, 0],
      description: `Three layers of foam over the knuckles, a thumb that is attached where it should be, and a cuff wide enough to hold the wrist straight. Cowhide outside, mesh in the palm.`,
      reviews: `5 | Wrists are fine | For the first time after a heavy-bag evening.
4 | Smell of leather | For a month. I like it.`,
    },
    {
      slug: 'pathfinder-compass',
      title: 'Pathfinder Brass Compass',
      brand: 'Quill & Sons',
      sku: 'QS-PTH',
      picture: '1f9ed',
      price: 4900,
      grams: 140,
      stock: [35],
      description: `A liquid-damped needle that settles in two seconds, in a case of solid brass that will outlast your maps. The bezel turns with a click for every five degrees.

No battery, no signal, no excuses.`,
      reviews: `5 | Beautiful and accurate | Checked against GPS, no difference.
5 | Present for my nephew | He now knows where north is, always, and tells us.`,
    },
    {
      slug: 'lagoon-snorkel-set',
      title: 'Lagoon Snorkel Set',
      brand: 'Tidewater',
      sku: 'TW-LGN',
      picture: '1f93f',
      price: 4400,
      options: { Size: ['S/M', 'L/XL'] },
      grams: 640,
      stock: [38, 29],
      description: `A mask with a soft double seal that fits small faces and beards alike, and a snorkel whose top closes when a wave comes. Tempered glass, mesh bag.`,
      reviews: `4 | Beard-tested | Two drops in an hour.
5 | Saw a turtle | The mask helped.`,
    },
    {
      slug: 'monsoon-umbrella',
      title: 'Monsoon Umbrella',
      brand: 'Souk Basics',
      sku: 'SB-MON',
      picture: '2602',
      price: 3400,
      options: { Colour: ['Violet', 'Black', 'Forest'] },
      pictured: 'Violet',
      grams: 480,
      stock: [58, 90, 3],
      description: `Eight ribs of fibreglass that bend in a gust and come back, and a canopy wide enough for one and a half people. If the wind breaks it within five years, we send you a new one.`,
      reviews: `5 | Hamburg-proof | I rest my case.
4 | Turned inside out, turned back | Just as they say.`,
    },
  ],
};
