import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ApiClient } from '@engram-test/api-client';
import { ServerProcess } from '@engram-test/server-process';

interface Found {
  results: { id: string; content: string }[];
}

describe('two processes on one folder', () => {
  const home = mkdtempSync(join(tmpdir(), 'engram-two-'));
  const servers: ServerProcess[] = [];
  let first: ApiClient;
  let second: ApiClient;

  before(async () => {
    servers.push(await ServerProcess.start({ home }), await ServerProcess.start({ home }));
    [first, second] = servers.map((server) => new ApiClient(server.url)) as [ApiClient, ApiClient];
  });
  after(async () => {
    for (const server of servers) await server.stop();
    rmSync(home, { recursive: true, force: true });
  });

  async function recalls(api: ApiClient, word: string, id: string): Promise<boolean> {
    const found = await api.get<Found>(`/recall?query=${word}&limit=3`);
    return found.data.results.some((result) => result.id === id);
  }

  it('finds in each what the other has just written', async () => {
    for (let round = 0; round < 50; round++) {
      const [writer, reader] = round % 2 === 0 ? [first, second] : [second, first];
      const word = `crossing${round}`;
      const { data } = await writer.post<{ id: string }>('/remember', { content: `a word like ${word}` });
      assert.ok(await recalls(reader, word, data.id), `${word} in the other process`);
      assert.ok(await recalls(writer, word, data.id), `${word} in its own process`);
    }
  });

  it('never recalls in one what the other has deleted', async () => {
    const { data } = await first.post<{ id: string }>('/remember', { content: 'a secret called xylophone' });
    assert.ok(await recalls(second, 'xylophone', data.id));
    assert.equal((await second.call('DELETE', `/memories/${data.id}`)).status, 200);
    assert.ok(!(await recalls(first, 'xylophone', data.id)));
  });

  it('keeps read-your-writes while both write at once', async () => {
    const clients = [first, second, first, second, first, second].map(async (api, client) => {
      for (let count = 0; count < 25; count++) {
        const word = `storm${client}x${count}`;
        const answer = await api.post<{ id: string }>('/remember', { content: `they noted ${word} down` });
        assert.equal(answer.status, 201);
        assert.ok(await recalls(api === first ? second : first, word, answer.data.id), word);
      }
    });
    await Promise.all(clients);
  });

  it('sees one graph', async () => {
    await first.call('PUT', '/graph/edges', {
      from: 'Person:Ada',
      to: 'Tool:PostgreSQL',
      relation: 'uses',
      create_missing: true,
    });
    const seen = await second.get<{ nodes: { key: string }[] }>(
      `/query?related_to=${encodeURIComponent('Person:Ada')}&depth=1`,
    );
    assert.deepEqual(
      seen.data.nodes.map((node) => node.key),
      ['Tool:PostgreSQL'],
    );
  });
});
