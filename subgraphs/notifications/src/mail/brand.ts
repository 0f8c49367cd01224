/** The looks of every mail, light and dark together. Contrast of text on ground is 4.5:1 or more in both. */
export const brand = {
  font: "Geist,-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif",
  light: {
    ground: '#f4f3ef',
    card: '#ffffff',
    ink: '#1b1a17',
    soft: '#66635b',
    line: '#e7e4dc',
    accent: '#0f6b5c',
    onAccent: '#ffffff',
    tint: '#e9f3f0',
  },
  dark: {
    ground: '#131311',
    card: '#1d1d1a',
    ink: '#f3f1ea',
    soft: '#aaa69b',
    line: '#34332e',
    accent: '#5cc9b3',
    onAccent: '#0c2420',
    tint: '#1f2f2b',
  },
} as const;
