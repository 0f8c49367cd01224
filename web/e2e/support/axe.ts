import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const axe = readFileSync(
  createRequire(join(import.meta.dirname, 'axe.ts')).resolve('axe-core/axe.min.js'),
  'utf8',
);

type Result = { violations: { id: string; nodes: { html: string }[] }[] };

/** What axe finds wrong with a page for people who cannot see, hear or point well: rule and elements. */
export async function violations(page: Page): Promise<string[]> {
  // React takes the old title out before it puts the new one in: a page at rest has one.
  await page.waitForFunction(() => document.title !== '');
  // Evaluated rather than added as a script, which the page's Content-Security-Policy would refuse.
  await page.evaluate(axe);
  const result = await page.evaluate(
    () => (globalThis as unknown as { axe: { run(): Promise<Result> } }).axe.run() as Promise<Result>,
  );
  return result.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`,
  );
}
