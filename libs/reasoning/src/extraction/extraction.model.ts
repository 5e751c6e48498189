/** One message to learn from. */
export interface ExtractionMessage {
  content: string;
  /** Who says "I"; null where nobody in particular does (an assistant, a system prompt). */
  speaker: string | null;
}

/** A thing named in the messages. */
export interface ExtractedNode {
  type: string;
  name: string;
  /** Which messages name it, by their index. */
  messages: number[];
}

/** A fact found in the messages. */
export interface ExtractedEdge {
  from: { type: string; name: string };
  relation: string;
  to: { type: string; name: string };
  /** True: said of the past only ("I worked at Acme"). Null: the relation is an event, which has no present. */
  past: boolean | null;
  /** Which messages say so, by their index. */
  messages: number[];
}

export interface Extraction {
  nodes: ExtractedNode[];
  edges: ExtractedEdge[];
}

/** A node that the graph knows already. */
export interface KnownNode {
  type: string;
  name: string;
}
