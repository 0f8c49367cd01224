import type { DemoCategory } from '../demo-product.ts';

export const musicAndHobby: DemoCategory = {
  slug: 'music-and-hobby',
  name: 'Music & Hobby',
  description: 'Instruments, paper, colour and curiosity: everything for the good hours after work.',
  picture: '1f3b8',
  products: [
    {
      slug: 'comet-electric-guitar',
      title: 'Comet Electric Guitar',
      brand: 'Cadenza',
      sku: 'CD-CMT',
      picture: '1f3b8',
      price: 64900,
      was: 74900,
      options: { Colour: ['Red', 'Blue', 'Black'] },
      pictured: 'Red',
      grams: 3500,
      stock: [9, 7, 4],
      description: `A solid-body guitar with a slim maple neck and two hand-wound pickups that do everything from glassy to furious. Locking tuners keep it in tune through the wildest bends, and the frets are levelled and polished before it leaves the bench.

Set up with 10-46 strings and a low action; comes in a padded bag with a strap.`,
      reviews: `5 | Plays itself | Setup was perfect out of the bag. I touched nothing.
5 | Stays in tune | Even with my bends.
4 | Bright | Roll the tone back a little and it is gorgeous.
5 | My daughter has stopped playing games | She plays this instead. All day. Help.`,
    },
    {
      slug: 'sonata-violin',
      title: 'Sonata Student Violin',
      brand: 'Cadenza',
      sku: 'CD-SON',
      picture: '1f3bb',
      price: 38900,
      options: { Size: ['1/2', '3/4', '4/4'] },
      grams: 1900,
      stock: [5, 6, 10],
      description: `Carved, not pressed: a spruce top and flamed maple back, varnished by hand, with ebony fittings that keep their shape. Our luthier shapes bridge and sound post so that it speaks easily under young hands.

Complete with bow, rosin, shoulder rest and case. When it becomes too small, we take it back for the next size at 70 % of its price.`,
      reviews: `5 | The teacher was impressed | And she is never impressed.
5 | Trade-in works | From 1/2 to 3/4 without any fuss.
4 | Change the strings | Good violin; better strings make it great.`,
    },
    {
      slug: 'fanfare-trumpet',
      title: 'Fanfare Trumpet in B-flat',
      brand: 'Cadenza',
      sku: 'CD-FAN',
      picture: '1f3ba',
      price: 49900,
      grams: 2400,
      stock: [6],
      description: `A bell of yellow brass, valves of monel that never stick, and a sound that is round in the middle and brilliant on top. Light enough for children of nine, good enough for the town band.`,
      reviews: `5 | Neighbours love it | That is what I tell myself.
4 | Quick valves | Very good for the price.`,
    },
    {
      slug: 'velvet-saxophone',
      title: 'Velvet Alto Saxophone',
      brand: 'Cadenza',
      sku: 'CD-VLV',
      picture: '1f3b7',
      price: 89900,
      grams: 4300,
      stock: [3],
      description: `A warm, dark alto with keys that fall under the fingers and an octave mechanism that does not clatter. Every pad is seated by hand and tested with a light inside the tube.

With mouthpiece, three reeds and a case you can wear on your back.`,
      reviews: `5 | Smoky | I switch off the big light and play.
4 | Great low notes | Even the B-flat speaks at a whisper.`,
    },
    {
      slug: 'parade-snare-drum',
      title: 'Parade Snare Drum',
      brand: 'Cadenza',
      sku: 'CD-PRD',
      picture: '1f941',
      price: 21900,
      grams: 3800,
      stock: [8],
      description: `A six-ply birch shell, die-cast hoops and a strainer that drops without a sound. Crisp, dry and loud; softer with the sticks that come with it turned around.`,
      reviews: `5 | Crack | Exactly that.
3 | Loud | My flat is too small. My fault.`,
    },
    {
      slug: 'kente-djembe',
      title: 'Kente Djembe',
      brand: 'Cadenza',
      sku: 'CD-KNT',
      picture: '1fa98',
      price: 17900,
      grams: 5200,
      stock: [10],
      description: `Carved from one trunk of tweneboa in Ghana and headed with goatskin, this drum speaks with three clear voices: bass, tone and slap. Rope-tuned, with a lesson on how to do it.`,
      reviews: `5 | Three voices | And I am learning to use them.
5 | Beautiful carving | Each one is different.`,
    },
    {
      slug: 'nocturne-stage-piano',
      title: 'Nocturne Stage Piano',
      brand: 'Cadenza',
      sku: 'CD-NOC',
      picture: '1f3b9',
      price: 119900,
      grams: 14800,
      stock: [5],
      description: `Eighty-eight weighted wooden keys with the bite of ivory, and one grand piano sampled note by note over a whole winter in a church in Graz. There are eleven other sounds. You will use two.

Weighs less than fifteen kilos, runs silently over headphones, and plugs into anything.`,
      reviews: `5 | Practising at midnight | My marriage thanks you.
5 | The action | I have played uprights that felt worse.
4 | Speakers are fine | Headphones are where it shines.`,
    },
    {
      slug: 'stargazer-telescope',
      title: 'Stargazer 90 Telescope',
      brand: 'Kestrel',
      sku: 'KS-STG',
      picture: '1f52d',
      price: 24900,
      was: 28900,
      grams: 6100,
      stock: [16],
      description: `Saturn's rings on the first clear night. Stargazer is a 90-millimetre refractor on a mount that moves with two fingers and stays where you leave it; the red-dot finder makes pointing as easy as pointing.

Two eyepieces, a moon filter, and a booklet with forty things to look at from a city balcony.`,
      reviews: `5 | We saw the rings | All four of us screamed.
5 | The booklet | Forty evenings, planned.
4 | Tripod could be heavier | Do not breathe on it at high magnification.
5 | From a city balcony | Truly. Jupiter's moons, behind the tram wires.`,
    },
    {
      slug: 'discovery-microscope',
      title: 'Discovery Microscope',
      brand: 'Kestrel',
      sku: 'KS-DSC',
      picture: '1f52c',
      price: 13900,
      grams: 2700,
      stock: [13],
      description: `Forty to four hundred times, with glass lenses and metal gears: an instrument, not a toy. Comes with ten prepared slides, twenty empty ones, and a phone holder to show Grandma the water flea.`,
      reviews: `5 | Pond water! | We have named the inhabitants.
4 | Phone holder is fiddly | But the pictures are great.`,
    },
    {
      slug: 'atelier-paint-set',
      title: 'Atelier Paint Set',
      brand: 'Quill & Sons',
      sku: 'QS-ATL',
      picture: '1f3a8',
      price: 5900,
      grams: 860,
      stock: [28],
      description: `Twenty-four gouache colours ground with gum arabic, a palette of beech, and three brushes that keep their point. Opaque, matt, and bright enough to paint over a mistake.`,
      reviews: `5 | Colours are intense | A little goes very far.
5 | Kept me company all winter | Forty small paintings.`,
    },
    {
      slug: 'ledger-fountain-pen',
      title: 'Ledger Fountain Pen',
      brand: 'Quill & Sons',
      sku: 'QS-LDG',
      picture: '1f58b',
      price: 7900,
      options: { Nib: ['Fine', 'Medium', 'Broad'] },
      grams: 26,
      stock: [24, 31, 7],
      description: `A pen that writes at once, even after a month in a drawer: the cap seals with a spring of its own. Steel nib, ground and polished by hand; body of turned resin in a blue that changes with the light.

Takes cartridges and the converter that is in the box.`,
      reviews: `5 | Writes at once | After three weeks of holiday. First stroke.
5 | I write letters now | To people. On paper.
4 | Medium is broad | Take the fine if you write small.`,
    },
    {
      slug: 'field-notes-journal',
      title: 'Dotted Field Journal',
      brand: 'Quill & Sons',
      sku: 'QS-JRN',
      picture: '1f4d3',
      price: 1900,
      options: { Colour: ['Black', 'Navy', 'Burgundy'] },
      pictured: 'Black',
      grams: 320,
      stock: [110, 75, 40],
      description: `Two hundred pages of paper that does not let ink through, sewn so that it lies flat from the first page to the last. Numbered, dotted, with an index to fill in and a pocket for tickets.`,
      reviews: `5 | Lies flat | Like a dead fish. A beautiful one.
5 | Fountain pen friendly | No feathering, no ghosting.
4 | Ribbon frays | Singe it with a match.`,
    },
  ],
};
