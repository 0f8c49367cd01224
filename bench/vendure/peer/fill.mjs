import vendure from '@vendure/core';
import cli from '@vendure/core/cli/index.js';
import { config } from './config.mjs';

// Creates the tables and fills them: a country, a tax, a way to ship and to pay, and products with ten variants each, all
// well in stock, through Vendure's own importers. `node fill.mjs 100` makes 1,000 variants.
const products = Number(process.argv[2]);
const app = await vendure.bootstrap({
  ...config,
  dbConnectionOptions: { ...config.dbConnectionOptions, synchronize: true },
});
await cli.populateInitialData(app, {
  defaultLanguage: 'en',
  defaultZone: 'Europe',
  countries: [{ name: 'Germany', code: 'DE', zone: 'Europe' }],
  taxRates: [{ name: 'Standard', percentage: 20 }],
  shippingMethods: [{ name: 'Standard Shipping', price: 500 }],
  paymentMethods: [
    {
      name: 'Dummy',
      handler: { code: 'dummy-payment-handler', arguments: [{ name: 'automaticSettle', value: 'true' }] },
    },
  ],
  collections: [],
});
const importer = app.get(vendure.FastImporterService);
await importer.initialize();
const named = (name) => ({ translations: [{ languageCode: 'en', name }] });
for (let product = 1; product <= products; product += 1) {
  const name = `Product ${product}`;
  const slug = `product-${product}`;
  const productId = await importer.createProduct({
    enabled: true,
    translations: [{ languageCode: 'en', name, slug, description: `${name} is made for daily use.` }],
  });
  const group = { code: `size-${product}`, options: [], ...named('Size') };
  const productOptionGroupId = await importer.createProductOptionGroup(group);
  await importer.addOptionGroupToProduct(productId, productOptionGroupId);
  for (let size = 1; size <= 10; size += 1) {
    const option = { productOptionGroupId, code: `size-${size}`, ...named(`Size ${size}`) };
    await importer.createProductVariant({
      productId,
      sku: `SKU-${product}-${size}`,
      price: 1_000 + product * 10 + size,
      taxCategoryId: 1,
      stockOnHand: 1_000_000,
      trackInventory: 'TRUE',
      optionIds: [await importer.createProductOption(option)],
      ...named(`${name} Size ${size}`),
    });
  }
}
await app.close();
process.exit(0);
