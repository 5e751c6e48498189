interface AttributeOptions {
  attributes?: Record<string, unknown>;
  attribute?: Record<string, string>;
}

export interface AddNodeOptions extends AttributeOptions {
  labels?: string[];
}

export interface AddEdgeOptions extends AttributeOptions {
  weight?: number;
  validFrom?: string;
  validTo?: string;
  createMissing?: boolean;
}

export interface QueryOptions {
  type?: string;
  relatedTo?: string;
  depth?: number;
  limit: number;
  offset: number;
}
