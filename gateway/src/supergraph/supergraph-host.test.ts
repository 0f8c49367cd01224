import { writeFile } from 'node:fs/promises';
import { composeShop } from '../testing/shop-fixture.ts';
import { startShopGateway } from '../testing/shop-gateway.ts';
import { waitFor } from '../testing/wait-for.ts';

describe('a changed supergraph', () => {
  test('takes a new supergraph without failing a request, and refuses a bad one', async () => {
    const shop = await startShopGateway();
    try {
      const { parcels, people, supergraphFile } = shop;
      const answers: Promise<number>[] = [];
      const load = setInterval(() => {
        answers.push(
          shop
            .post('{ parcels { id owner { name } } }')
            .then(({ body, status }) => (body.errors ? 0 : status)),
        );
      }, 5);
      await writeFile(supergraphFile, 'type Query { broken');
      await waitFor(() => shop.logs.find(({ msg }) => String(msg).startsWith('new supergraph refused')));
      await writeFile(
        supergraphFile,
        composeShop({ parcels: parcels.url, people: people.url }, ' extend type Parcel { fresh: Int }'),
      );
      await waitFor(() => shop.logs.find(({ msg }) => msg === 'new supergraph in use'));
      clearInterval(load);
      const statuses = await Promise.all(answers);
      expect(statuses.length).toBeGreaterThan(50);
      expect(new Set(statuses)).toEqual(new Set([200]));
      const { body } = await shop.post('{ __type(name: "Parcel") { fields { name } } }');
      expect(JSON.stringify(body.data)).toContain('fresh');
    } finally {
      await shop.stop();
    }
  });
});
