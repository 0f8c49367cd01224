import type { DemoCategory } from '../demo-product.ts';

export const audioAndTech: DemoCategory = {
  slug: 'audio-and-tech',
  name: 'Audio & Tech',
  description: 'Headphones, cameras and desk companions that are a joy to use every day.',
  picture: '1f3a7',
  products: [
    {
      slug: 'aurora-wireless-headphones',
      title: 'Aurora Wireless Headphones',
      brand: 'Nordlyd',
      sku: 'NL-AUR',
      picture: '1f3a7',
      price: 18900,
      was: 22900,
      options: { Colour: ['Silver', 'Midnight', 'Rose'] },
      pictured: 'Silver',
      grams: 268,
      stock: [64, 38, 3],
      description: `Aurora shuts out the train, the office and the neighbour's drill, and leaves you with the music. Six microphones listen to the world around you and cancel it before it reaches your ears; a press of the left cup lets voices back in when somebody speaks to you.

The memory-foam cushions are made for long days, the battery lasts 38 hours, and ten minutes of charging is enough for an evening. When the cushions wear out after years of use, they come off with a twist and cost less than lunch.

In the box: headphones, a woven USB-C cable, a 3.5 mm cable for aeroplanes, and a case of recycled felt.`,
      reviews: `5 | Worth every cent | I wear them eight hours a day in an open-plan office. The battery really does last most of a week and my ears do not get hot.
4 | Great sound, tight at first | Warm, detailed sound. They pressed a little on my glasses for the first week, then loosened up.
5 | Finally quiet on the train | My commute is 90 minutes each way. I hear nothing but my audiobook.
3 | Good, but the app is slow | Sound is excellent. Switching between laptop and phone takes a few seconds longer than I would like.
5 | Replaced the cushions myself | After fourteen months I bought new cushions. Took me ten seconds. More companies should do this.`,
    },
    {
      slug: 'fathom-studio-microphone',
      title: 'Fathom Studio Microphone',
      brand: 'Nordlyd',
      sku: 'NL-FTH',
      picture: '1f399',
      price: 12900,
      grams: 640,
      stock: [27],
      description: `A large-diaphragm condenser microphone that plugs straight into USB-C, with no interface, no drivers and no manual to read. Its cardioid pattern hears you and forgets the keyboard.

The weighted stand is included, the yoke turns freely for boom arms, and the gain wheel has a mute switch you can find without looking. Zero-latency monitoring through the headphone jack keeps you in time with yourself.`,
      reviews: `5 | My podcast grew up overnight | Guests ask which studio I record in. It is my bedroom.
4 | Clean and simple | Plug in, talk, done. I only wish the cable were longer.
5 | The mute switch alone | One tap, no click in the recording. Perfect for meetings.`,
    },
    {
      slug: 'stagehand-vocal-microphone',
      title: 'Stagehand Vocal Microphone',
      brand: 'Nordlyd',
      sku: 'NL-STG',
      picture: '1f3a4',
      price: 7900,
      grams: 310,
      stock: [41],
      description: `A dynamic stage microphone that forgives. The steel grille survives falls from the stand, the inner suspension swallows handling noise, and the presence lift around 5 kHz carries a voice over a loud band.

Comes with a clip, a padded pouch and a spare pop filter.`,
      reviews: `5 | Workhorse | Three years of wedding gigs, two drops from a stage, still sounds new.
4 | Very good for the money | A little less air than mics at twice the price, but it sits in the mix without effort.`,
    },
    {
      slug: 'halden-air-14-laptop',
      title: 'Halden Air 14 Laptop',
      brand: 'Halden',
      sku: 'HD-AIR14',
      picture: '1f4bb',
      price: 119900,
      was: 134900,
      options: { Memory: ['16 GB', '32 GB'], Storage: ['512 GB', '1 TB'] },
      extra: { '32 GB': 20000, '1 TB': 12000 },
      grams: 1240,
      stock: [18, 12, 7, 0],
      description: `A laptop that weighs as much as a bottle of water and works until you do not want to any more: 17 hours with the screen at half brightness, measured while writing, browsing and video calls.

The 14-inch panel shows the whole P3 colour space and is matt, so you can sit by the window. Keyboard, battery and storage are held by ordinary screws, and we sell every part for at least seven years.

Runs Linux or Windows; please tell us which one you would like at checkout, or leave the drive empty.`,
      reviews: `5 | The keyboard! | Deep, quiet, precise. I write for a living and I have stopped carrying an external one.
5 | Swapped the SSD in five minutes | Four screws, no glue. This is how it should be.
4 | Fan is audible under load | Silent for office work, but it spins up when I compile. Still the best machine I have had.
2 | Mine came with a dead pixel | Support replaced it within a week, friendly and quick, but I had to set everything up twice.`,
    },
    {
      slug: 'halden-studio-24-desktop',
      title: 'Halden Studio 24 Desktop',
      brand: 'Halden',
      sku: 'HD-STU24',
      picture: '1f5a5',
      price: 149900,
      grams: 6900,
      stock: [9],
      description: `Everything behind one sheet of glass: a 24-inch 4.5K display, speakers that deserve the name, and a processor that edits 4K video without a pause. One cable to the wall, the rest is wireless.

The stand lifts, tilts and turns the screen upright. Four USB-C ports and a card reader sit on the side, where hands are, not on the back.`,
      reviews: `5 | Beautiful and quiet | My desk has never looked this tidy, and I cannot hear it at all.
4 | Almost perfect | Wonderful display. I would have liked more ports on the front.`,
    },
    {
      slug: 'tactile-75-keyboard',
      title: 'Tactile 75 Mechanical Keyboard',
      brand: 'Halden',
      sku: 'HD-TAC75',
      picture: '2328',
      price: 13900,
      options: { Switches: ['Linear', 'Tactile', 'Clicky'] },
      grams: 870,
      stock: [33, 52, 0],
      description: `A compact keyboard with all the keys you use and none you do not. The switches sit in sockets, so you can try another feel without a soldering iron; the case is one block of aluminium on a silicone gasket, which gives it a soft, low sound.

Keycaps are PBT with letters moulded through, so they will not wear off. Works by cable or with up to three devices over Bluetooth.`,
      reviews: `5 | Thock | My colleagues have asked me to bring it less often. I take that as a compliment.
5 | Hot-swap works great | Bought linear, moved to tactile. Ten minutes with a cup of tea.
4 | Heavy, in a good way | It does not move a millimetre. Do not plan to travel with it.`,
    },
    {
      slug: 'glide-wireless-mouse',
      title: 'Glide Wireless Mouse',
      brand: 'Souk Basics',
      sku: 'SB-GLD',
      picture: '1f5b1',
      price: 2900,
      options: { Colour: ['White', 'Graphite', 'Blue'] },
      pictured: 'White',
      grams: 92,
      stock: [140, 85, 22],
      description: `A quiet, symmetrical mouse for either hand. The wheel scrolls in steps or runs free at the touch of a button, and the sensor works on glass and on jeans.

One AA battery lasts about eighteen months. No dongle to lose: it pairs over Bluetooth with phone, tablet and computer.`,
      reviews: `4 | Does its job | Silent clicks, comfortable, cheap. What else do you want from a mouse?
5 | Left-handers rejoice | Finally a normal mouse that I can hold in my left hand.
3 | Bluetooth took two tries | After the first pairing failed it has been fine.`,
    },
    {
      slug: 'kestrel-m1-camera',
      title: 'Kestrel M1 Mirrorless Camera',
      brand: 'Kestrel',
      sku: 'KS-M1',
      picture: '1f4f7',
      price: 89900,
      options: { Kit: ['Body only', 'With 35 mm lens'] },
      extra: { 'With 35 mm lens': 32000 },
      grams: 420,
      stock: [14, 6],
      description: `A camera for people who would rather turn a dial than open a menu. Shutter, aperture and exposure compensation each have their own ring, so you see the settings before you switch it on.

Behind the dials sits a 26-megapixel sensor with five-axis stabilisation, and film simulations that you will want to use straight from the card. Weather-sealed, with a tilting screen and a bright viewfinder.`,
      reviews: `5 | I take pictures again | My phone was always good enough. This one makes me leave the house.
5 | The colours straight out of camera | I have not opened a raw editor in months.
4 | Small hands, big smile | Grip could be deeper for larger lenses, otherwise lovely.`,
    },
    {
      slug: 'kestrel-reel-camcorder',
      title: 'Kestrel Reel Camcorder',
      brand: 'Kestrel',
      sku: 'KS-REEL',
      picture: '1f4f9',
      price: 64900,
      was: 72900,
      grams: 580,
      stock: [5],
      description: `Twenty times optical zoom, a handle you can hold for a whole school play, and stabilisation that makes walking look like gliding. The Reel records 4K on two cards at once, so the first steps are never lost to a broken one.

The microphone has its own wind cover, and the lens cap opens by itself when you press record.`,
      reviews: `5 | School play saved | From row 18 it looks as if I had been on the stage.
4 | Old-fashioned in the best way | Buttons, a strap, a viewfinder. My mother uses it without help.`,
    },
    {
      slug: 'meridian-watch',
      title: 'Meridian Everyday Watch',
      brand: 'Kestrel',
      sku: 'KS-MRD',
      picture: '231a',
      price: 15900,
      options: { Colour: ['Blue', 'Forest', 'Black', 'Burgundy'] },
      pictured: 'Blue',
      grams: 54,
      stock: [31, 17, 44, 0],
      description: `A quiet watch with hands you can read at a glance and a strap you will forget you are wearing. The movement is Swiss quartz, the crystal sapphire, and the case holds to ten atmospheres: swim with it.

Straps change without tools, and the battery, good for about four years, is replaced free of charge in our workshop.`,
      reviews: `5 | Exactly enough | Tells the time, looks good, does not buzz at me.
5 | A gift that landed | He has not taken it off since his birthday.
4 | Lovely blue | Strap was stiff for a week and is wonderful now.
4 | Smaller than I imagined | In a good way, for thin wrists.`,
    },
    {
      slug: 'volley-game-controller',
      title: 'Volley Game Controller',
      brand: 'Halden',
      sku: 'HD-VLY',
      picture: '1f3ae',
      price: 5900,
      options: { Colour: ['Violet', 'Black', 'Red'] },
      pictured: 'Violet',
      grams: 232,
      stock: [60, 75, 4],
      description: `Magnetic sticks that never drift, triggers with a short and a long throw, and two paddles on the back you can map to anything. Volley works with computers, phones and the usual consoles, by cable or wireless.

The battery lasts 30 hours and can be replaced with a coin and a steady hand.`,
      reviews: `5 | No drift after a year | My last three controllers died of it. This one is like new.
4 | Good paddles | Took a week to get used to, now I cannot play without.`,
    },
    {
      slug: 'harbour-table-radio',
      title: 'Harbour Table Radio',
      brand: 'Nordlyd',
      sku: 'NL-HBR',
      picture: '1f4fb',
      price: 14900,
      grams: 2100,
      stock: [22],
      description: `A radio with a proper speaker in a proper wooden box. FM, DAB+ and the internet share one dial: turn it, and the station is there before you have let go.

Six buttons for the stations you love, a headphone jack for late nights, and an alarm that begins quietly and means it.`,
      reviews: `5 | Breakfast is better | It fills the kitchen without being loud. My grandmother's radio, but with every station in the world.
5 | Simple | On, off, louder, quieter, six stations. Bliss.
3 | Nice, if your Wi-Fi is | Internet stations need a good signal. DAB works perfectly.`,
    },
    {
      slug: 'beam-pocket-torch',
      title: 'Beam Pocket Torch',
      brand: 'Souk Basics',
      sku: 'SB-BEAM',
      picture: '1f526',
      price: 1900,
      grams: 118,
      stock: [210],
      description: `Small enough for the glove box, bright enough to find the dog at the far end of the park. Three steps of light and a moon mode for tents with sleeping children.

Charges by USB-C, floats, and survives a fall from two metres onto stone.`,
      reviews: `5 | One in every bag | Bought one, then four more.
4 | Bright | The highest step gets warm, but you rarely need it.`,
    },
  ],
};
