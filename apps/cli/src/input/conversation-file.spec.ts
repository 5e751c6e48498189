import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { shippedFile } from '../runtime/shipped-file';
import { looksLikeConversation, parseConversations, sessionTime, turnText } from './conversation-file';

describe('conversation files', () => {
  it('reads the time of a session', () => {
    const iso = (text: string) => new Date(sessionTime(text)).toISOString();
    assert.equal(iso('1:56 pm on 8 May, 2023'), '2023-05-08T13:56:00.000Z');
    assert.equal(iso('12:05 am on 1 January, 2026'), '2026-01-01T00:05:00.000Z');
    assert.equal(iso('12:05 pm on 29 February, 2024'), '2024-02-29T12:05:00.000Z');
    assert.equal(iso('2026-03-01T10:00:00Z'), '2026-03-01T10:00:00.000Z');
    assert.throws(() => sessionTime('some day'), { code: 'INVALID_REQUEST' });
  });

  it('keeps what was shown in what was said', () => {
    const turn = { id: 'D1:1', speaker: 'Ada', text: 'Look!', image_caption: 'a photo of a cat' };
    assert.equal(turnText(turn), 'Look! [shares a photo of a cat]');
  });

  it('tells conversations from messages', () => {
    assert.ok(looksLikeConversation([{ sessions: [] }]));
    assert.ok(looksLikeConversation({ sessions: [] }));
    for (const other of [{ messages: [] }, [], null, 'x', 3]) assert.ok(!looksLikeConversation(other));
  });

  it('refuses what lacks a part, naming it', () => {
    assert.throws(() => parseConversations([{ conversation_id: 'x', sessions: [{ session: 1 }] }]), {
      code: 'INVALID_REQUEST',
    });
  });
});

describe('the conversation that is shipped', () => {
  const [conversation] = parseConversations(
    JSON.parse(readFileSync(shippedFile('config/demo/conversation.json'), 'utf8')),
  );
  const turns = (conversation?.sessions ?? []).flatMap((session) => session.turns);

  it('has sessions in order of time and turns with ids of their own', () => {
    const times = (conversation?.sessions ?? []).map((session) => sessionTime(session.date_time));
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b),
    );
    assert.equal(new Set(turns.map(({ id }) => id)).size, turns.length);
    assert.ok(turns.length >= 150);
  });

  it('labels its questions with turns that exist, and has one without', () => {
    const ids = new Set(turns.map(({ id }) => id));
    const questions = conversation?.questions ?? [];
    for (const { evidence, question } of questions) {
      for (const id of evidence) assert.ok(ids.has(id), `${question}: ${id}`);
    }
    assert.ok(
      questions.some(({ evidence, category }) => evidence.length === 0 && category === 'adversarial'),
    );
  });
});
