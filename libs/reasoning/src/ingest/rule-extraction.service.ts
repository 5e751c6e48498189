import type { EntityLookupService, GraphSchema, SchemaService } from '@engram/graph';
import type { TenantId } from '@engram/kernel';
import type { Extraction, ExtractionMessage, KnownNode } from '../extraction/extraction.model';
import { RuleExtractor } from '../extraction/rule-extractor';

/** The rules work this long before others get their turn, in milliseconds: a thousand messages must not hold the event loop. */
const SLICE_MS = 8;

/** Finds facts by the rules of the configured schema, knowing what the tenant's graph knows. */
export class RuleExtractionService {
  private readonly extractors = new WeakMap<GraphSchema, RuleExtractor>();

  constructor(
    private readonly schemas: SchemaService,
    private readonly lookup: EntityLookupService,
  ) {}

  /** @throws InvalidRequestError the configured schema is faulty. */
  async extract(tenant: TenantId, messages: readonly ExtractionMessage[]): Promise<Extraction> {
    const extractor = this.extractorOf(await this.schemas.load());
    const steps = extractor.steps(messages, await this.known(tenant, messages));
    for (;;) {
      const until = performance.now() + SLICE_MS;
      do {
        const step = steps.next();
        if (step.done) return step.value;
      } while (performance.now() < until);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  private extractorOf(schema: GraphSchema): RuleExtractor {
    let extractor = this.extractors.get(schema);
    if (!extractor) this.extractors.set(schema, (extractor = new RuleExtractor(schema)));
    return extractor;
  }

  private async known(tenant: TenantId, messages: readonly ExtractionMessage[]): Promise<KnownNode[]> {
    const known = new Map<string, KnownNode>();
    const speakers = [...new Set(messages.flatMap(({ speaker }) => speaker ?? []))].join('\n');
    for (const text of [speakers, ...messages.map(({ content }) => content)]) {
      for (const { node } of await this.lookup.entitiesIn(tenant, text)) {
        known.set(node.key, { type: node.type, name: node.name });
      }
    }
    return [...known.values()];
  }
}
