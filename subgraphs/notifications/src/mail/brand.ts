/**
 * The looks of every mail, light and dark together: the store's own tokens (web/app/theme.css). Contrast of text on
 * its ground is 4.5:1 or more in both.
 */
export const brand = {
  font: "Geist,-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif",
  light: {
    ground: '#f4f2ed',
    card: '#ffffff',
    ink: '#1b1916',
    soft: '#56514a',
    line: '#e7e3db',
    accent: '#4435c4',
    onAccent: '#ffffff',
    tint: '#efedfd',
  },
  dark: {
    ground: '#131210',
    card: '#1b1a17',
    ink: '#f5f2ec',
    soft: '#bab4a9',
    line: '#33302b',
    accent: '#a79dff',
    onAccent: '#16112f',
    tint: '#29244a',
  },
} as const;
