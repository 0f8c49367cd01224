import { cleanText } from '../wording/clean-text.ts';
import { webAddress } from './html.ts';
import type { Block, MailContent } from './mail-content.ts';

/** The plain-text side of a mail. */
export function renderMailText(content: MailContent, footer: readonly string[]): string {
  const parts = content.blocks.map(blockText).filter((part) => part !== '');
  return [...parts, ['--', ...footer.map(cleanText)].join('\n')].join('\n\n').concat('\n');
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading': {
      const text = cleanText(block.text);
      const underlined = `${text}\n${'='.repeat(Math.min(text.length, 60))}`;
      return block.above ? `${cleanText(block.above)}\n${underlined}` : underlined;
    }
    case 'paragraph':
    case 'notice':
      return cleanText(block.text);
    case 'button': {
      const url = webAddress(block.url);
      return url ? `${cleanText(block.label)}:\n${url}` : '';
    }
    case 'items':
      return [
        cleanText(block.label),
        ...block.items.map((item) =>
          ['-', item.title, item.detail && `(${item.detail})`, item.amount]
            .filter(Boolean)
            .map((part) => cleanText(part!))
            .join(' '),
        ),
      ].join('\n');
    case 'amounts':
      return block.amounts.map(({ label, amount }) => `${cleanText(label)}: ${cleanText(amount)}`).join('\n');
    case 'facts':
      return block.facts.map(({ label, value }) => `${cleanText(label)}: ${cleanText(value)}`).join('\n');
    case 'address':
      return [block.label, ...block.lines].map(cleanText).join('\n');
    default:
      return block satisfies never;
  }
}
