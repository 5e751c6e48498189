import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { embeddingProviderContract } from '../../ports/embedding-provider.contract';
import { HashingEmbeddingProvider } from './hashing-embedding.provider';

embeddingProviderContract('hashing', () => new HashingEmbeddingProvider());

async function similarity(one: string, other: string): Promise<number> {
  const [a, b] = await new HashingEmbeddingProvider().embed([one, other]);
  assert.ok(a && b);
  return a.reduce((sum, value, at) => sum + value * (b[at] as number), 0);
}

describe('HashingEmbeddingProvider', () => {
  it('finds words without their marks, and prefers them with', async () => {
    const folded = await similarity('Trâm uống trà sữa', 'tram uong tra sua');
    assert.ok(folded > 0.5);
    assert.ok((await similarity('Trâm uống trà sữa', 'Trâm uống trà sữa')) > folded);
  });

  it('sees the same text in either Unicode form and in either case', async () => {
    assert.ok((await similarity('Trâm'.normalize('NFC'), 'TRÂM'.normalize('NFD'))) > 0.999);
  });

  it('forgives a slip of the pen', async () => {
    assert.ok((await similarity('restaurant', 'restaurnat')) > 0.3);
    assert.ok(Math.abs(await similarity('restaurant', 'accordion')) < 0.2);
  });

  it('compares scripts without spaces by their characters', async () => {
    assert.ok(
      (await similarity('我喜欢北京烤鸭', '北京烤鸭很好吃')) >
        (await similarity('我喜欢北京烤鸭', '今天下雨了')),
    );
  });

  it('gives the zero vector to a text without a word', async () => {
    const [vector] = await new HashingEmbeddingProvider(64).embed(['… — !']);
    assert.deepEqual(vector, new Float32Array(64));
  });

  it('lets others have their turn among many texts', async () => {
    let turns = 0;
    const counting = setInterval(() => turns++, 0);
    await new HashingEmbeddingProvider().embed(
      new Array<string>(2_000).fill('some words that take a while to hash'),
    );
    clearInterval(counting);
    assert.ok(turns > 0);
  });
});
