import type { MEMORY_TYPE_CHOICES } from '../option-values';

export interface RememberOptions {
  type?: (typeof MEMORY_TYPE_CHOICES)[number];
  priority?: number;
  tags?: string[];
  entities?: string[];
  metadata?: Record<string, unknown>;
  timestamp?: string;
  expiresIn?: string;
  expiresAt?: string;
  topicKey?: string;
  session?: string;
  namespace?: string;
  source?: string;
  file?: string;
  skipFaulty?: boolean;
}
