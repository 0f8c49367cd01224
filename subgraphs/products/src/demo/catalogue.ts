import { audioAndTech } from './catalogue/audio-and-tech.ts';
import { fashion } from './catalogue/fashion.ts';
import { home } from './catalogue/home.ts';
import { kitchen } from './catalogue/kitchen.ts';
import { musicAndHobby } from './catalogue/music-and-hobby.ts';
import { outdoors } from './catalogue/outdoors.ts';
import { shoesAndBags } from './catalogue/shoes-and-bags.ts';
import { toysAndKids } from './catalogue/toys-and-kids.ts';
import type { DemoCategory } from './demo-product.ts';

/** The demo shop's departments in the order that the store shows them. */
export const demoCatalogue: readonly DemoCategory[] = [
  audioAndTech,
  fashion,
  shoesAndBags,
  home,
  kitchen,
  outdoors,
  musicAndHobby,
  toysAndKids,
];
