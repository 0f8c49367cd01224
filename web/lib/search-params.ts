/** A page's query string, as Next.js hands it to the page. */
export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** A value of the query string without blanks around it, cut where no honest one goes on; '' if it is not there just once. */
export function textParam(params: SearchParams, key: string): string {
  const value = params[key];
  return typeof value === 'string' ? value.trim().slice(0, 200) : '';
}
