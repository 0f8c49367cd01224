import { build } from 'esbuild';
import type { BrowserContext, Frame, Page } from 'playwright-core';

/**
 * Apollo Sandbox without the internet. The landing page loads Apollo's embed script, which opens Sandbox in a frame and
 * carries out what the frame asks for: introspection, operations, subscriptions. Here the script is the same code from
 * npm, and the frame a blank page that asks for what a test tells it to, in Sandbox's own messages.
 */
const frameOrigin = 'https://sandbox.embed.apollographql.com';

export type Sandbox = {
  /** Sends a message as Sandbox's frame does. */
  ask(message: object): Promise<void>;
  /** Waits until the answers to it fulfil a condition, and gives them. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever they asked for
  answers(name: string, until: (answers: any[]) => boolean): Promise<any[]>;
};

/** Lets pages of a context load the embed script and the frame. */
export async function serveSandbox(context: BrowserContext): Promise<void> {
  const script = await embedScript();
  // Fonts.
  await context.route('https://**', (route) => route.fulfill({ status: 204 }));
  await context.route('https://embeddable-sandbox.cdn.apollographql.com/**', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: script }),
  );
  await context.route(`${frameOrigin}/**`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><title>Sandbox</title><script>
        window.answers = [];
        addEventListener('message', ({ data }) => { if (data && data.name) answers.push(data); });
      </script>`,
    }),
  );
}

async function embedScript(): Promise<string> {
  const contents = `import { ApolloSandbox } from '@apollo/sandbox'; window.EmbeddedSandbox = ApolloSandbox;`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
  });
  return outputFiles[0]!.text;
}

/** The frame that the embed script has opened in a page. */
export async function sandboxIn(page: Page): Promise<Sandbox> {
  const frame: Frame = await (await page.waitForSelector('iframe')).contentFrame().then((found) => found!);
  await frame.waitForFunction('Array.isArray(window.answers)');
  return {
    ask: (message) => frame.evaluate((sent) => window.parent.postMessage(sent, '*'), message),
    async answers(name, until) {
      const read = (): Promise<{ name: string }[]> => frame.evaluate('window.answers');
      for (let seen = -1; ; ) {
        const all = await read();
        const found = all.filter((answer) => answer.name === name);
        if (until(found)) return found;
        seen = all.length;
        await frame.waitForFunction(
          (count) => (window as never as { answers: [] }).answers.length > count,
          seen,
        );
      }
    },
  };
}
