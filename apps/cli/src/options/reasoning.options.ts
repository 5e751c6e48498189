export interface ThinkOptions {
  contextLimit?: number;
  namespace?: string;
}

export interface IngestOptions {
  extract: 'auto' | 'rules' | 'llm' | 'none';
  format: 'auto' | 'messages' | 'jsonl' | 'conversation';
  namespace?: string;
  session?: string;
  dryRun?: boolean;
}

export interface SummarizeOptions {
  count?: number;
  namespace?: string;
  save?: boolean;
}
