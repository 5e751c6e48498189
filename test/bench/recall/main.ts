/**
 * Which share of the turns that answer a question is among the first results, over real conversations in the form of
 * LoCoMo; the mean over questions, by category. `npm run bench -- recall --file conversations.json`
 */
import { join } from 'node:path';
import { option } from '../bench-home';
import { printTable } from '../measure';
import { loadConversations } from './locomo';

import type { RecallSystem } from './recall-system';
import { serviceRecall } from './service-recall';
import { DEPTH_MAX, RecallMeans, turnRecall } from './turn-recall';

/** Of the demo: small, bilingual. */
const SHIPPED = join(__dirname, '../../../../config/demo/conversation.json');

const takeIn: RecallSystem = serviceRecall;

async function main(): Promise<void> {
  const file = option('file') ?? SHIPPED;
  const byCategory = new RecallMeans();
  const byConversation = new RecallMeans();
  for (const conversation of loadConversations(file)) {
    const taken = await takeIn(conversation);
    for (const { text, category, evidence } of conversation.questions) {
      const recalls = turnRecall(await taken.recall(text, DEPTH_MAX), evidence);
      byCategory.add('all', recalls);
      byCategory.add(category, recalls);
      byConversation.add(conversation.name, recalls);
    }
    await taken.close();
  }
  printTable('Turn recall by category (%)', byCategory.rows());
  printTable('Turn recall by conversation (%)', byConversation.rows());
}

void main();
