import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sharp from 'sharp';

/** What a colour's name looks like: a hue in degrees, and how strong and bright it is beside the original. */
type Look = { readonly hue: number; readonly saturation: number; readonly brightness: number };

const looks: Readonly<Record<string, Look>> = {
  Red: { hue: 350, saturation: 1, brightness: 1 },
  Coral: { hue: 8, saturation: 0.9, brightness: 1.1 },
  Terracotta: { hue: 16, saturation: 0.7, brightness: 0.9 },
  Orange: { hue: 24, saturation: 1, brightness: 1 },
  Mustard: { hue: 42, saturation: 0.9, brightness: 0.95 },
  Yellow: { hue: 48, saturation: 1.1, brightness: 1.15 },
  Olive: { hue: 70, saturation: 0.55, brightness: 0.75 },
  Green: { hue: 120, saturation: 1, brightness: 1 },
  Forest: { hue: 150, saturation: 0.7, brightness: 0.75 },
  Blue: { hue: 212, saturation: 1, brightness: 1 },
  Navy: { hue: 225, saturation: 0.75, brightness: 0.6 },
  Midnight: { hue: 235, saturation: 0.6, brightness: 0.5 },
  Violet: { hue: 265, saturation: 0.9, brightness: 0.9 },
  Burgundy: { hue: 342, saturation: 0.75, brightness: 0.6 },
  Rose: { hue: 345, saturation: 0.6, brightness: 1.1 },
  Blush: { hue: 350, saturation: 0.55, brightness: 1.2 },
  Oak: { hue: 32, saturation: 0.8, brightness: 1.35 },
  Tortoise: { hue: 24, saturation: 0.8, brightness: 0.8 },
  White: { hue: 0, saturation: 0.06, brightness: 1.35 },
  Charcoal: { hue: 0, saturation: 0.06, brightness: 0.5 },
  Graphite: { hue: 0, saturation: 0.06, brightness: 0.5 },
  Black: { hue: 0, saturation: 0.06, brightness: 0.4 },
};

/** Below this, an object has no colour that could be turned into another. */
const colourless = 0.22;

const folder = join(
  dirname(createRequire(import.meta.url).resolve('@lobehub/fluent-emoji-3d/package.json')),
  'assets',
);

/** File of an object by its code points, for example `1f3a7`. */
export function pictureFile(picture: string): string {
  const file = [picture, `${picture}-fe0f`]
    .map((name) => join(folder, `${name}.webp`))
    .find((each) => existsSync(each));
  if (!file) throw new Error(`the picture set has no ${picture}`);
  return file;
}

/** Whether a picture can be shown in a colour. */
export function hasLook(colour: string): boolean {
  return Object.hasOwn(looks, colour);
}

/**
 * An object in another colour, as WebP: its own hue is turned to the one wanted, or laid over it where it is grey.
 * Light and shade stay.
 */
export async function paint(file: string, colour: string): Promise<Buffer> {
  const look = looks[colour];
  if (!look) throw new Error(`nobody said what ${colour} looks like`);
  const own = await dominantColour(file);
  const { saturation, brightness } = look;
  const wanted = toLab(toRgb(look.hue, 0.8));
  const turn = Math.round(degrees(wanted.a, wanted.b) - own.hue + 720) % 360;
  const [r, g, b] = toRgb(look.hue, saturation * 0.6);
  const picture = sharp(file);
  const painted =
    saturation < 0.1 || own.saturation >= colourless
      ? picture.modulate({ hue: turn, saturation, brightness })
      : picture.modulate({ brightness: Math.min(1, brightness + 0.1) }).tint({ r, g, b });
  return painted.webp({ quality: 85, effort: 2 }).toBuffer();
}

/** Hue of an object, where its colourful parts count most, and how colourful it is on the whole. */
async function dominantColour(file: string): Promise<{ hue: number; saturation: number }> {
  const { data } = await sharp(file).resize(32, 32).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  let [a, b, chroma, opaque] = [0, 0, 0, 0];
  for (let index = 0; index < data.length; index += 4) {
    if (data[index + 3]! < 128) continue;
    const rgb: Rgb = [data[index]!, data[index + 1]!, data[index + 2]!];
    const lab = toLab(rgb);
    a += lab.a;
    b += lab.b;
    chroma += (Math.max(...rgb) - Math.min(...rgb)) / 255;
    opaque += 1;
  }
  return { hue: degrees(a, b), saturation: opaque === 0 ? 0 : chroma / opaque };
}

type Rgb = readonly [red: number, green: number, blue: number];

/** The full colour of a hue. */
function toRgb(hue: number, saturation: number): Rgb {
  const channel = (offset: number): number => {
    const k = (offset + hue / 60) % 6;
    return Math.round(255 * (1 - saturation * Math.max(0, Math.min(k, 4 - k, 1))));
  };
  return [channel(5), channel(3), channel(1)];
}

/** The two colour axes of CIE Lab, in which hues are turned: there, equal angles look alike. */
function toLab(rgb: Rgb): { readonly a: number; readonly b: number } {
  const [red, green, blue] = rgb.map((value) =>
    value <= 10 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
  ) as unknown as Rgb;
  const f = (t: number): number => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505);
  const y = f(0.2126 * red + 0.7152 * green + 0.0722 * blue);
  const z = f((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089);
  return { a: 500 * (x - y), b: 200 * (y - z) };
}

function degrees(a: number, b: number): number {
  return (Math.atan2(b, a) * 180) / Math.PI;
}
