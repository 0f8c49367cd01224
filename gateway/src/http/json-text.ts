/** A value that is JSON text already. It stands for data on its way out, so that the data is not walked again. */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** For whoever serialises it with JSON.stringify after all. */
  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

/** Serialises a GraphQL result whose data may be text already. */
export function stringifyResult(result: {
  readonly errors?: unknown;
  readonly data?: unknown;
  readonly extensions?: unknown;
}): string {
  const parts: string[] = [];
  if (result.errors !== undefined) parts.push(`"errors":${JSON.stringify(result.errors)}`);
  if (result.data instanceof JsonText) parts.push(`"data":${result.data.text}`);
  else if (result.data !== undefined) parts.push(`"data":${JSON.stringify(result.data)}`);
  if (result.extensions !== undefined) parts.push(`"extensions":${JSON.stringify(result.extensions)}`);
  return `{${parts.join(',')}}\n`;
}
