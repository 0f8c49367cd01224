import type { DemoCategory } from '../demo-product.ts';

export const toysAndKids: DemoCategory = {
  slug: 'toys-and-kids',
  name: 'Toys & Kids',
  description: 'Toys that need no batteries but imagination, and survive being loved.',
  picture: '1f9f8',
  products: [
    {
      slug: 'benno-teddy-bear',
      title: 'Benno the Teddy Bear',
      brand: 'Little Orbit',
      sku: 'LO-BEN',
      picture: '1f9f8',
      price: 3900,
      options: { Size: ['Small', 'Large'] },
      extra: { Large: 2500 },
      grams: 420,
      stock: [85, 22],
      description: `Benno listens. He is made of mohair and filled with wool, so he grows warm when he is held, and his arms and legs turn, so he can sit at tea, lie in bed and wave from the window.

The eyes are stitched, nothing can be swallowed, and he has survived the washing machine 50 times. From birth.`,
      reviews: `5 | Inseparable | He has been to nursery, to the dentist and to Crete.
5 | Survived the machine | On Benno's behalf: thank you.
5 | A proper bear | Like the one I had.
4 | Sheds a little | For the first week.`,
    },
    {
      slug: 'matryoshka-nesting-doll',
      title: 'Rosa Nesting Dolls',
      brand: 'Brightside',
      sku: 'BR-ROSA',
      picture: '1fa86',
      price: 3400,
      grams: 310,
      stock: [26],
      description: `Seven sisters of lime wood, each inside the next, the smallest no larger than a grain of rice. Turned and painted by hand, no two faces alike.`,
      reviews: `5 | The tiny one | We have lost and found her eleven times.
5 | Lovely faces | All slightly different, all slightly amused.`,
    },
    {
      slug: 'puffing-steam-train',
      title: 'Puffing Steam Train',
      brand: 'Brightside',
      sku: 'BR-TRN',
      picture: '1f682',
      price: 4900,
      was: 5900,
      grams: 1250,
      stock: [31],
      description: `A locomotive of beech and steel that puffs when it is pushed: a little bellows under the boiler makes the sound, no battery needed. It couples to every wooden railway by magnet.`,
      reviews: `5 | Chuff chuff | No battery! It really puffs!
5 | Fits our old rails | From three different makers.
4 | Heavy enough to be dropped on toes | Mine, mostly.`,
    },
    {
      slug: 'grand-prix-racing-car',
      title: 'Grand Prix Racing Car',
      brand: 'Brightside',
      sku: 'BR-GPX',
      picture: '1f3ce',
      price: 2900,
      options: { Colour: ['Red', 'Blue', 'Yellow'] },
      pictured: 'Red',
      grams: 480,
      stock: [47, 39, 2],
      description: `Pull it back, let it go, and clear the corridor. The spring motor takes it twelve metres, rubber tyres keep it straight, and the wheels come off and on like the real thing.`,
      reviews: `5 | Twelve metres measured | By a very serious six-year-old.
4 | Fast | Protect your skirting boards.`,
    },
    {
      slug: 'gizmo-wooden-robot',
      title: 'Gizmo the Robot',
      brand: 'Little Orbit',
      sku: 'LO-GIZ',
      picture: '1f916',
      price: 5400,
      grams: 690,
      stock: [18],
      description: `Gizmo does what he is told: children lay out coloured cards, he reads them with the sensor in his foot, and walks, turns, sings or sulks accordingly. Programming without a screen, from four years.`,
      reviews: `5 | He sulked | My daughter debugged it in three minutes. She is five.
5 | No screen | Thank you.
4 | Cards wear out | Spare ones can be printed at home.`,
    },
    {
      slug: 'rex-the-dinosaur',
      title: 'Rex the Tyrannosaurus',
      brand: 'Brightside',
      sku: 'BR-REX',
      picture: '1f996',
      price: 2600,
      grams: 540,
      stock: [63],
      description: `Natural rubber, thirty centimetres, one facial expression. Rex is hollow, floats in the bath and squeaks when bitten, which is only fair.`,
      reviews: `5 | ROAR | Dictated by Tim, aged 3.
5 | Floats | Bath time is no longer negotiable, it is demanded.`,
    },
    {
      slug: 'diplo-the-dinosaur',
      title: 'Diplo the Long-Neck',
      brand: 'Brightside',
      sku: 'BR-DPL',
      picture: '1f995',
      price: 2600,
      grams: 510,
      stock: [4],
      description: `Rex's peaceful neighbour, in the same soft rubber. The long neck is made for small hands, and he has never bitten anybody.`,
      reviews: `5 | Best friends with Rex | Against all science.
4 | Neck is chewed off, nearly | Holding so far.`,
    },
    {
      slug: 'stella-unicorn',
      title: 'Stella the Unicorn',
      brand: 'Little Orbit',
      sku: 'LO-STL',
      picture: '1f984',
      price: 4400,
      grams: 460,
      stock: [0],
      description: `A mane to comb, a horn that glows for a while after the light goes out, and a soft belly to put a tired head on. The colours are dyed in the wool and do not wash out.`,
      reviews: `5 | The horn glows! | Goodnight has become easy.
5 | Combed hourly | Still silky.`,
    },
    {
      slug: 'skyline-kite',
      title: 'Skyline Kite',
      brand: 'Brightside',
      sku: 'BR-KIT',
      picture: '1fa81',
      price: 2200,
      grams: 210,
      stock: [52],
      description: `Flies in a breeze that hardly moves the leaves. Ripstop sails, fibreglass spars and eighty metres of line on a winder that small hands can hold. Packed in its own sleeve.`,
      reviews: `5 | Up at once | First throw, no running.
4 | Tail tangles | Part of the fun.`,
    },
    {
      slug: 'galaxy-yo-yo',
      title: 'Galaxy Yo-Yo',
      brand: 'Souk Basics',
      sku: 'SB-YOY',
      picture: '1fa80',
      price: 900,
      options: { Colour: ['Violet', 'Red', 'Blue'] },
      pictured: 'Violet',
      grams: 65,
      stock: [140, 95, 90],
      description: `A ball bearing, a long sleep, and a card with ten tricks from "walk the dog" to "around the world". Three spare strings.`,
      reviews: `5 | Walked the dog | On the second day!
4 | Good bearing | Sleeps longer than mine from the nineties.`,
    },
    {
      slug: 'thousand-piece-puzzle',
      title: 'Garden Jigsaw, 1,000 Pieces',
      brand: 'Quill & Sons',
      sku: 'QS-PZL',
      picture: '1f9e9',
      price: 2400,
      grams: 790,
      stock: [37],
      description: `A botanical plate in 1,000 pieces that click when they are right. Thick card of recycled fibre with a linen finish, so that no lamp is reflected; the picture comes along as a poster.`,
      reviews: `5 | That click | Addictive.
4 | The leaves | So many leaves.
5 | Poster helps | Box lid stays out of the way.`,
    },
    {
      slug: 'moonshot-rocket',
      title: 'Moonshot Rocket',
      brand: 'Little Orbit',
      sku: 'LO-MSH',
      picture: '1f680',
      price: 6900,
      was: 7900,
      grams: 1100,
      stock: [15],
      description: `A rocket in three stages that separate in the right order, with a capsule for two astronauts and a ladder on which they can change their minds. Beech and felt, painted with colours made from plants.

A countdown wheel in the base goes from ten to lift-off. From three years; fathers somewhat later.`,
      reviews: `5 | Lift-off | Forty times before breakfast.
5 | Fathers somewhat later | Guilty.
4 | Second stage sticks | A little wax helped.`,
    },
  ],
};
