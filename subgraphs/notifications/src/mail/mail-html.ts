import { brand } from './brand.ts';
import { Html, html, webAddress } from './html.ts';
import type { Block, Item, MailContent } from './mail-content.ts';

export type MailFrame = {
  readonly languageTag: string;
  readonly shop: string;
  readonly tagline: string;
  readonly footer: readonly string[];
  /** Where to say that no more such mails are wanted; null for mails that everybody gets. */
  readonly wayOut: { readonly label: string; readonly url: string } | null;
  readonly storeUrl: string;
};

const { light, dark } = brand;
const font = new Html(brand.font);

/**
 * The HTML side of a mail: tables and inline styles, which every mail program understands, with a style block for
 * those that know dark mode and narrow screens. Nothing is loaded from elsewhere but pictures of products.
 */
export function renderMailHtml(content: MailContent, frame: MailFrame): string {
  return html`<!doctype html>
<html lang="${frame.languageTag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">
<title>${content.subject}</title>
<style>${styles}</style>
</head>
<body class="ground" style="margin:0;padding:0;background:${light.ground};">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all;">${content.preview}${previewFiller}</div>
<table role="presentation" class="ground" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:${light.ground};">
<tr><td class="gutter" align="center" style="padding:32px 16px;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;text-align:left;">
<tr><td style="padding:0 8px 20px;font-family:${font};">
<a href="${frame.storeUrl}" class="ink" style="color:${light.ink};text-decoration:none;font-size:22px;font-weight:700;letter-spacing:-0.5px;"><span class="button" style="display:inline-block;width:12px;height:12px;border-radius:4px;background:${light.accent};"></span>&nbsp;${frame.shop}</a>
</td></tr>
<tr><td class="card" style="background:${light.card};border:1px solid ${light.line};border-radius:16px;padding:40px 40px 32px;font-family:${font};font-size:16px;line-height:1.55;color:${light.ink};">
${content.blocks.map(blockHtml)}
</td></tr>
<tr><td class="soft" style="padding:24px 8px 0;font-family:${font};font-size:13px;line-height:1.6;color:${light.soft};">
<strong>${frame.shop}</strong> &middot; ${frame.tagline}
${frame.footer.map((line) => html`<br>${line}`)}
${frame.wayOut && html`<br><a href="${frame.wayOut.url}" class="soft" style="color:${light.soft};text-decoration:underline;">${frame.wayOut.label}</a>`}
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`.markup;
}

function blockHtml(block: Block): Html {
  switch (block.kind) {
    case 'heading':
      return html`${
        block.above
          ? html`<p class="accent" style="margin:0 0 8px;font-size:13px;font-weight:600;letter-spacing:0.4px;color:${light.accent};">${block.above}</p>`
          : null
      }<h1 class="ink" style="margin:0 0 16px;font-size:28px;line-height:1.2;font-weight:700;letter-spacing:-0.6px;color:${light.ink};">${block.text}</h1>
`;
    case 'paragraph':
      return html`<p class="ink" style="margin:0 0 16px;color:${light.ink};">${block.text}</p>
`;
    case 'notice':
      return html`<p class="tint" style="margin:0 0 20px;padding:14px 18px;border-radius:10px;background:${light.tint};color:${light.ink};">${block.text}</p>
`;
    case 'button': {
      const url = webAddress(block.url);
      return url
        ? html`<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 28px;"><tr><td class="button" style="border-radius:10px;background:${light.accent};"><a href="${url}" class="button-link" style="display:inline-block;padding:14px 26px;font-family:${font};font-size:16px;font-weight:600;color:${light.onAccent};text-decoration:none;">${block.label}</a></td></tr></table>
`
        : html``;
    }
    case 'items':
      return html`${label(block.label)}<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 8px;">${block.items.map(itemHtml)}</table>
`;
    case 'amounts':
      return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 24px;">${block.amounts.map(
        ({ label: name, amount, strong }) => html`<tr>
<td class="${strong ? 'ink line' : 'soft'}" style="padding:${strong ? '14px 0 0' : '4px 0'};${strong ? strongRow : softRow}">${name}</td>
<td class="${strong ? 'ink line' : 'soft'}" align="right" style="padding:${strong ? '14px 0 0' : '4px 0'};white-space:nowrap;${strong ? strongRow : softRow}">${amount}</td>
</tr>`,
      )}</table>
`;
    case 'facts':
      return html`<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 20px;">${block.facts.map(
        ({ label: name, value }) => html`<tr>
<td class="soft" style="padding:3px 24px 3px 0;color:${light.soft};font-size:15px;">${name}</td>
<td class="ink" style="padding:3px 0;color:${light.ink};font-size:15px;font-weight:600;">${value}</td>
</tr>`,
      )}</table>
`;
    case 'address':
      return html`${label(block.label)}<p class="ink" style="margin:0 0 20px;font-size:15px;color:${light.ink};">${block.lines.map(
        (line, index) => html`${index > 0 && html`<br>`}${line}`,
      )}</p>
`;
    default:
      return block satisfies never;
  }
}

function label(text: string): Html {
  return html`<p class="soft" style="margin:8px 0 6px;font-size:13px;font-weight:600;letter-spacing:0.4px;color:${light.soft};">${text}</p>`;
}

function itemHtml(item: Item): Html {
  const image = webAddress(item.imageUrl);
  return html`<tr>
<td class="line" width="64" valign="top" style="width:64px;padding:12px 16px 12px 0;border-top:1px solid ${light.line};">${
    image
      ? html`<img src="${image}" alt="" width="64" height="64" class="tint" style="display:block;width:64px;height:64px;border-radius:10px;border:0;object-fit:cover;background:${light.tint};">`
      : html`<div class="tint" style="width:64px;height:64px;border-radius:10px;background:${light.tint};"></div>`
  }</td>
<td class="line" valign="top" style="padding:14px 12px 12px 0;border-top:1px solid ${light.line};"><span class="ink" style="font-weight:600;color:${light.ink};">${item.title}</span><br><span class="soft" style="font-size:14px;color:${light.soft};">${item.detail}</span></td>
<td class="line ink" valign="top" align="right" style="padding:14px 0 12px;border-top:1px solid ${light.line};white-space:nowrap;color:${light.ink};">${item.amount}</td>
</tr>`;
}

const strongRow = new Html(
  `border-top:1px solid ${light.line};font-size:18px;font-weight:700;color:${light.ink};`,
);
const softRow = new Html(`font-size:15px;color:${light.soft};`);

/** Keeps mail programs from filling the preview line with the text that follows. */
const previewFiller = new Html('&#847;&zwnj;&nbsp;'.repeat(60));

const darkRules = (scope: string): string =>
  [
    `.ground{background:${dark.ground}!important}`,
    `.card{background:${dark.card}!important;border-color:${dark.line}!important}`,
    `.ink{color:${dark.ink}!important}`,
    `.soft{color:${dark.soft}!important}`,
    `.accent{color:${dark.accent}!important}`,
    `.tint{background:${dark.tint}!important;color:${dark.ink}!important}`,
    `.line{border-color:${dark.line}!important}`,
    `.button{background:${dark.accent}!important}`,
    `.button-link{color:${dark.onAccent}!important}`,
  ]
    .map((rule) => scope + rule)
    .join('\n');

// Outlook on the web renames classes and marks dark mode by an attribute instead of the media query.
const styles = new Html(`:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (max-width:480px){.card{padding:28px 22px 22px!important;border-radius:12px!important}.gutter{padding:20px 10px!important}h1{font-size:24px!important}}
@media (prefers-color-scheme:dark){
${darkRules('')}
}
${darkRules('[data-ogsc] ')}`);
