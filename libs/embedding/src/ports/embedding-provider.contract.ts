import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { EmbeddingProvider } from './embedding-provider.port';

const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

/** What every embedding provider keeps to. */
export function embeddingProviderContract(name: string, make: () => EmbeddingProvider): void {
  describe(`embedding provider: ${name}`, () => {
    const provider = make();

    it('names its space', () => {
      const { space } = provider;
      assert.ok(space.provider.length > 0 && space.model.length > 0);
      assert.ok(Number.isInteger(space.dimensions) && space.dimensions > 0);
      assert.ok(Number.isInteger(space.version) && space.version > 0);
    });

    it('gives one vector for each text, in order', async () => {
      const texts = ['first', 'second', 'first', 'Trâm thích cà phê'];
      const vectors = await provider.embed(texts);
      assert.equal(vectors.length, texts.length);
      assert.deepEqual(vectors[0], vectors[2]);
      assert.notDeepEqual(vectors[0], vectors[1]);
      const [alone] = await provider.embed(['second']);
      assert.deepEqual(vectors[1], alone);
    });

    it('answers nothing to nothing', async () => {
      assert.deepEqual(await provider.embed([]), []);
    });

    it('gives finite vectors of length 1, or 0, whatever the text', async () => {
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
          const [vector] = await provider.embed([text]);
          assert.ok(vector);
          assert.equal(vector.length, provider.space.dimensions);
          const length = Math.sqrt(dot(vector, vector));
          assert.ok(length === 0 || Math.abs(length - 1) < 1e-5, `length ${length}`);
        }),
      );
    });

    it('keeps to its limits', async () => {
      const long = 'word '.repeat(provider.limits.textChars);
      const [vector] = await provider.embed([long]);
      assert.equal(vector?.length, provider.space.dimensions);
      const tooMany = new Array<string>(provider.limits.textsPerCall + 1).fill('');
      await assert.rejects(() => provider.embed(tooMany), { code: 'EMBEDDING_ERROR' });
    });

    it('puts related texts nearer than others', async () => {
      const [query, near, far] = await provider.embed([
        'When did she adopt the puppies?',
        'She adopted a puppy last spring',
        'The quarterly budget was refused',
      ]);
      assert.ok(query && near && far);
      assert.ok(dot(query, near) > dot(query, far));
    });
  });
}
