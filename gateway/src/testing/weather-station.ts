/** An object of the subgraph. */
export type Row = Record<string, unknown>;

/** Degrees of cities. Readers get the present degrees first, then each change; a slow reader gets the newest. */
export class WeatherStation {
  readonly degrees = new Map<string, number>();
  /** Who follows, by city; one entry for each live subscription. */
  readonly followers: { readonly city: string; readonly reader: string }[] = [];
  /** Viewers of the requests that joined a name. */
  readonly joins: string[] = [];
  /** Every subscription that began. */
  started = 0;
  /** Events handed out. */
  told = 0;
  /** What joins wait for. */
  joinable: Promise<void> = Promise.resolve();
  padding = '';
  private readonly wakers = new Set<() => void>();

  set(city: string, degrees: number): void {
    this.degrees.set(city, degrees);
    for (const wake of this.wakers) wake();
  }

  follow(field: string, city: string, reader: string): AsyncIterableIterator<Row> {
    const follower = { city, reader };
    this.followers.push(follower);
    this.started++;
    let told: number | undefined;
    let isOver = false;
    let wake: () => void = () => {};
    const waker = (): void => wake();
    this.wakers.add(waker);
    return {
      next: async () => {
        while (!isOver) {
          const degrees = this.degrees.get(city) ?? 0;
          if (degrees !== told) {
            told = degrees;
            this.told++;
            return {
              done: false,
              value: { [field]: { __typename: 'Weather', city, degrees, reader, padding: this.padding } },
            };
          }
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
        return { done: true, value: undefined };
      },
      return: async () => {
        if (!isOver) this.followers.splice(this.followers.indexOf(follower), 1);
        isOver = true;
        this.wakers.delete(waker);
        wake();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }
}
