export const SCHEMA_TEMPLATES = ['devops', 'marketing', 'personal'] as const;

export interface InitOptions {
  template: (typeof SCHEMA_TEMPLATES)[number];
}

export interface ServeOptions {
  host?: string;
  port?: number;
}

export interface SchemaInitOptions {
  force?: boolean;
}
