import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { townLine } from '@souk/shared/town-line';
import PDFDocument from 'pdfkit';
import type { OrderLine, PlacedOrder } from '../order/order-state.ts';
import type { Invoice } from './invoice.repository.ts';
import { type TaxGroup, taxBreakdown } from './tax-breakdown.ts';

/** Points: A4 with a margin, and the columns of the table of lines. */
const page = { width: 595.28, height: 841.89, margin: 50 };
const inner = page.width - 2 * page.margin;
const columns = [
  { title: 'Item', width: inner - 250, align: 'left' },
  { title: 'Units', width: 40, align: 'right' },
  { title: 'Price', width: 70, align: 'right' },
  { title: 'Tax', width: 50, align: 'right' },
  { title: 'Net', width: 90, align: 'right' },
] as const;
const paidBy: Readonly<Record<PlacedOrder['paymentProvider'], string>> = {
  STRIPE: 'Card',
  PAYPAL: 'PayPal',
  SANDBOX: 'Test payment',
};
const countries = new Intl.DisplayNames('en', { type: 'region' });
/** Below this the page is full. */
const lowest = page.height - page.margin - 40;

const require = createRequire(import.meta.filename);
let fonts: { readonly regular: Buffer; readonly bold: Buffer } | undefined;

/** DejaVu covers Latin, Greek, Cyrillic and more; the fonts that every PDF reader has cover Western Europe only. */
function loadFonts(): { readonly regular: Buffer; readonly bold: Buffer } {
  fonts ??= {
    regular: readFileSync(require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')),
    bold: readFileSync(require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf')),
  };
  return fonts;
}

/** The PDF of an invoice or credit note. The same document gives the same bytes: nothing in it is of the moment. */
export async function renderInvoice(invoice: Invoice, order: PlacedOrder): Promise<Buffer> {
  const title = invoice.kind === 'INVOICE' ? 'Invoice' : 'Credit note';
  const { regular, bold } = loadFonts();
  const doc = new PDFDocument({
    size: 'A4',
    margin: page.margin,
    bufferPages: true,
    lang: 'en',
    displayTitle: true,
    info: {
      Title: `${title} ${invoice.number}`,
      Author: invoice.issuer.name,
      CreationDate: invoice.issuedAt,
      ModDate: invoice.issuedAt,
    },
  });
  const chunks: Buffer[] = [];
  const ended = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
  doc.registerFont('regular', regular).registerFont('bold', bold).font('regular').fontSize(9);
  const print = createPrinter(doc, order);

  print.head(title, invoice);
  if (invoice.credit) {
    print.row([`Refund: ${invoice.credit.reason}`, '', '', '', print.amount(-netOf(invoice.credit.groups))]);
    print.totals(negated(invoice.credit.groups), []);
  } else {
    for (const line of order.lines) print.row(cellsOf(line, print.amount));
    const { shippingMinor } = order.totals;
    const reductions = (order.discounts ?? []).filter((discount) => discount.goodsMinor > 0);
    print.row([`Shipping: ${order.shippingMethodName}`, '1', '', '', print.amount(shippingMinor)]);
    print.totals(
      taxBreakdown(order),
      reductions.map(({ name, goodsMinor }) => [name, print.amount(-goodsMinor)]),
    );
  }
  print.feet(invoice);
  doc.end();
  return ended;
}

function cellsOf(line: OrderLine, amount: (minor: number) => string): string[] {
  const { taxRateBasisPoints: rate } = line;
  return [
    [line.title, line.variantTitle].filter((text, index, all) => all.indexOf(text) === index).join(', ') +
      `\n${line.sku}`,
    String(line.quantity),
    amount(line.unitPriceMinor),
    rate == null ? '' : percent(rate),
    amount(line.lineTotalMinor),
  ];
}

function percent(basisPoints: number): string {
  return `${(basisPoints / 100).toFixed(2).replace(/\.?0+$/, '')} %`;
}

function netOf(groups: readonly TaxGroup[]): number {
  return groups.reduce((sum, group) => sum + group.netMinor, 0);
}

function negated(groups: readonly TaxGroup[]): TaxGroup[] {
  return groups.map((group) => ({ ...group, netMinor: -group.netMinor, taxMinor: -group.taxMinor }));
}

type Printer = {
  readonly amount: (minor: number) => string;
  head(title: string, invoice: Invoice): void;
  row(cells: readonly string[]): void;
  totals(groups: readonly TaxGroup[], reductions: readonly (readonly [string, string])[]): void;
  feet(invoice: Invoice): void;
};

function createPrinter(doc: PDFKit.PDFDocument, order: PlacedOrder): Printer {
  const { margin } = page;
  const money = new Intl.NumberFormat('en', {
    style: 'currency',
    currency: order.currency,
    currencyDisplay: 'code',
  });
  const digits = money.resolvedOptions().maximumFractionDigits ?? 2;
  const amount = (minor: number): string => money.format(minor / 10 ** digits).replace(/\u00A0/g, ' ');

  function tableHead(): void {
    const y = doc.y;
    let x = margin;
    doc.font('bold').fillColor('#555');
    for (const { title, width, align } of columns) {
      doc.text(title, x, y, { width, align });
      x += width;
    }
    doc.font('regular').fillColor('#000');
    rule(y + 15);
    doc.y = y + 22;
  }

  function rule(y: number): void {
    doc
      .moveTo(margin, y)
      .lineTo(margin + inner, y)
      .lineWidth(0.5)
      .strokeColor('#bbb')
      .stroke();
  }

  function breakIfNeeded(height: number): boolean {
    if (doc.y + height <= lowest) return false;
    doc.addPage();
    doc.y = margin;
    return true;
  }

  function sumRow(label: string, value: string, isStrong = false): void {
    breakIfNeeded(16);
    const y = doc.y;
    doc.font(isStrong ? 'bold' : 'regular').fontSize(isStrong ? 11 : 9);
    doc.text(label, margin + inner - 330, y, { width: 200, align: 'right' });
    doc.text(value, margin + inner - 125, y, { width: 125, align: 'right' });
    doc.font('regular').fontSize(9);
    doc.y = y + (isStrong ? 20 : 15);
  }

  return {
    amount,
    head(title, invoice) {
      const { issuer } = invoice;
      doc.font('bold').fontSize(20).text(title, margin, margin);
      doc.fontSize(9).text(issuer.name, margin + inner - 220, margin, { width: 220, align: 'right' });
      doc.font('regular');
      for (const line of [...issuer.addressLines, `Tax id ${issuer.taxId}`]) {
        doc.text(line, { width: 220, align: 'right' });
      }
      const top = Math.max(doc.y, margin + 60) + 20;
      const { shippingAddress: to } = order;
      doc.font('bold').text('Billed and shipped to', margin, top).font('regular');
      for (const line of [
        to.name,
        to.line1,
        to.line2,
        townLine(to),
        countries.of(to.countryCode),
        order.email,
      ]) {
        if (line) doc.text(line, { width: 260 });
      }
      const bottom = doc.y;
      doc.y = top;
      const facts: [string, string][] = [
        ['Number', invoice.number],
        ['Issued', invoice.issuedAt.toISOString().slice(0, 10)],
        ['Order', order.number],
        ['Ordered', order.placedAt.slice(0, 10)],
        ['Paid by', paidBy[order.paymentProvider]],
      ];
      for (const [label, value] of facts) {
        const y = doc.y;
        doc.fillColor('#555').text(label, margin + inner - 200, y, { width: 70 });
        doc.fillColor('#000').text(value, margin + inner - 130, y, { width: 130, align: 'right' });
      }
      doc.y = Math.max(bottom, doc.y) + 28;
      tableHead();
    },
    row(cells) {
      const heights = cells.map((cell, index) => doc.heightOfString(cell, { width: columns[index]!.width }));
      const height = Math.max(...heights);
      if (breakIfNeeded(height)) tableHead();
      const y = doc.y;
      let x = margin;
      for (const [index, cell] of cells.entries()) {
        const { width, align } = columns[index]!;
        doc.text(cell, x, y, { width, align });
        x += width;
      }
      doc.y = y + height + 7;
    },
    totals(groups, reductions) {
      breakIfNeeded(60 + 15 * (groups.length * 2 + reductions.length));
      rule(doc.y);
      doc.y += 10;
      for (const [name, value] of reductions) sumRow(name, value);
      for (const { rateBasisPoints: rate, netMinor } of groups) {
        sumRow(rate === null ? 'Net' : `Net, taxed at ${percent(rate)}`, amount(netMinor));
      }
      for (const { rateBasisPoints: rate, taxMinor } of groups) {
        if (taxMinor !== 0) sumRow(rate === null ? 'Tax' : `Tax ${percent(rate)}`, amount(taxMinor));
      }
      const total = groups.reduce((sum, group) => sum + group.netMinor + group.taxMinor, 0);
      sumRow('Total', amount(total), true);
    },
    feet(invoice) {
      const { count } = doc.bufferedPageRange();
      for (let index = 0; index < count; index += 1) {
        doc.switchToPage(index);
        // The foot lies in the margin, where text would open a new page.
        doc.page.margins.bottom = 0;
        doc
          .fontSize(8)
          .fillColor('#555')
          .text(`${invoice.number} · page ${index + 1} of ${count}`, margin, page.height - margin, {
            width: inner,
            align: 'center',
          });
      }
    },
  };
}
