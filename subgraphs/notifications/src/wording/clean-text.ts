/** Control characters and line breaks. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/**
 * What cannot be seen, and what turns the direction of the text after it: a name could rewrite the line it stands in.
 * The joiners U+200C and U+200D stay, because names in several scripts need them.
 */
const invisible = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/**
 * A person's text as one harmless line: no line breaks (which would start a new mail header or log line), no
 * invisible or direction-changing characters, no half surrogate pairs.
 */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(invisible, '').replace(controls, ' ').trim();
}

/**
 * A first name to greet by, or null where it is no name: whoever registers somebody else's address could otherwise
 * have us mail them a link or an advertisement.
 */
export function greetingName(firstName: string): string | null {
  const name = cleanText(firstName);
  if (name === '' || [...name].length > 40) return null;
  return /[/:@\\\d$€£]|\.\S|www|https?/i.test(name) ? null : name;
}
