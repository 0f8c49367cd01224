import { type Browser, type BrowserContext, type Page, chromium as playwright } from 'playwright-core';

/** A window of its own, with what went wrong in it. */
export type Visit = {
  readonly page: Page;
  /** Errors of scripts and of the console, and answers of 500 and above. */
  readonly faults: string[];
  close(): Promise<void>;
};

export type Look = {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
};

/**
 * Starts headless Chromium. CHROMIUM_PATH names another binary than the one from npm, which carries the libraries that a
 * bare machine lacks when it believes that it runs in AWS Lambda.
 */
export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: process.env.CHROMIUM_PATH ?? (await bundledChromium()),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

async function bundledChromium(): Promise<string> {
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  return chromium.executablePath();
}

/** Opens a window with cookies of its own. */
export async function visit(browser: Browser, look: Look = {}): Promise<Visit> {
  const { width = 1280, height = 900, colorScheme = 'light' } = look;
  const context: BrowserContext = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`script: ${error.message} (at ${page.url()})`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`);
  });
  return { page, faults, close: () => context.close() };
}
