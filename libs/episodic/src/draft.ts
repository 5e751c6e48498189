import type { Clock, FieldError, Random } from '@engram/kernel';
import { ContentTooLargeError, InvalidRequestError, LIMITS, newMemoryId } from '@engram/kernel';
import type { MemoryWrite } from '@engram/storage';
import { DEFAULT_NAMESPACE } from '@engram/storage';
import type { MemoryUpdate, RememberInput } from './model/remember';

export type Draft = Omit<MemoryWrite, 'passages'>;

/** Checks what every door (HTTP, CLI, ingestion) must hold to, and fills in the defaults. */
export class Drafting {
  constructor(
    private readonly clock: Clock,
    private readonly random: Random,
    private readonly maxContentBytes: number,
  ) {}

  /** @throws InvalidRequestError, ContentTooLargeError */
  draft(input: RememberInput): Draft {
    this.check(input);
    const now = this.clock.now();
    return {
      id: newMemoryId(this.clock, this.random),
      content: input.content,
      memoryType: input.memoryType ?? 'fact',
      priority: input.priority ?? LIMITS.priorityDefault,
      tags: unique(input.tags),
      entities: unique(input.entities),
      metadata: input.metadata ?? {},
      namespace: input.namespace ?? DEFAULT_NAMESPACE,
      sessionId: input.sessionId ?? null,
      topicKey: input.topicKey ?? null,
      timestamp: input.timestamp ?? now,
      expiresAt: input.expiresAt ?? null,
      source: input.source ?? null,
    };
  }

  /** @throws InvalidRequestError, ContentTooLargeError */
  check(input: RememberInput | MemoryUpdate): void {
    if (input.content !== undefined) this.checkContent(input.content);
    const problems: FieldError[] = [];
    for (const [path, text] of Object.entries(input)) {
      for (const value of Array.isArray(text) ? text : [text]) {
        if (typeof value === 'string' && !value.isWellFormed()) {
          problems.push({
            path,
            message: 'holds half of a surrogate pair, which no UTF-8 text can; remove it',
          });
        }
      }
    }
    const { priority } = input;
    if (
      priority !== undefined &&
      !(Number.isInteger(priority) && priority >= LIMITS.priorityMin && priority <= LIMITS.priorityMax)
    ) {
      problems.push({
        path: 'priority',
        message: `must be a whole number from ${LIMITS.priorityMin} to ${LIMITS.priorityMax}`,
      });
    }
    if (problems.length > 0) throw new InvalidRequestError(describe(problems), problems);
  }

  private checkContent(content: string): void {
    if (content === '') {
      throw new InvalidRequestError('content must hold at least one character', [
        { path: 'content', message: 'must hold at least one character' },
      ]);
    }
    // A UTF-16 unit takes at most 3 bytes: most contents need no count.
    if (content.length * 3 > this.maxContentBytes && Buffer.byteLength(content) > this.maxContentBytes) {
      throw new ContentTooLargeError(
        `content must be at most ${this.maxContentBytes} bytes of UTF-8 (security.max_content_length); split it into several memories`,
      );
    }
  }
}

function unique(values: readonly string[] | undefined): string[] {
  return values ? [...new Set(values)] : [];
}

function describe(problems: readonly FieldError[]): string {
  return problems.map((problem) => `${problem.path} ${problem.message}`).join('; ');
}
