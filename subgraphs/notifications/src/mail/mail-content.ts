/** What a mail says, without its looks: HTML and plain text are both made from it, so they never differ. */
export type MailContent = {
  readonly subject: string;
  /** The line that mail programs show beside the subject. */
  readonly preview: string;
  readonly blocks: readonly Block[];
  /** Why it came; absent from mails about the recipient's own order or account. */
  readonly why?: string;
};

export type Block =
  | { readonly kind: 'heading'; readonly text: string; readonly above?: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** A paragraph set apart: something to know or to do. */
  | { readonly kind: 'notice'; readonly text: string }
  | { readonly kind: 'button'; readonly label: string; readonly url: string }
  | { readonly kind: 'items'; readonly label: string; readonly items: readonly Item[] }
  | { readonly kind: 'amounts'; readonly amounts: readonly Amount[] }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | { readonly kind: 'address'; readonly label: string; readonly lines: readonly string[] };

export type Item = {
  readonly title: string;
  readonly detail: string;
  readonly amount: string | null;
  readonly imageUrl: string | null;
};

export type Amount = { readonly label: string; readonly amount: string; readonly strong?: boolean };
export type Fact = { readonly label: string; readonly value: string };
