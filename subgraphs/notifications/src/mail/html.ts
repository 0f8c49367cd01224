import { cleanText } from '../wording/clean-text.ts';

/** Markup that is safe to send: made by `html` only, so everything from outside in it is escaped. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

type Part = Html | string | number | null | false | readonly (Html | string | null | false)[];

/**
 * Builds markup. Texts in it are escaped for element content and for quoted attributes, nested markup stays, null and
 * false leave nothing.
 */
export function html(literals: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const markup = literals.reduce(
    (built, literal, index) => built + toMarkup(parts[index - 1] ?? null) + literal,
  );
  return new Html(markup);
}

function toMarkup(part: Part): string {
  if (part === null || part === false) return '';
  if (part instanceof Html) return part.markup;
  if (typeof part === 'object') return part.map(toMarkup).join('');
  return escapeHtml(cleanText(String(part)));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`]/g, (character) => entities[character]!);
}

/** A link's target if it is an ordinary web address, else null: no `javascript:` or `data:` gets into a mail. */
export function webAddress(url: string | null): string | null {
  if (!url || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  return parsed.protocol === 'https:' || parsed.protocol === 'http:' ? parsed.href : null;
}
