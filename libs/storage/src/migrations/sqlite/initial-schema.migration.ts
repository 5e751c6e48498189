import type { MigrationInterface, QueryRunner } from 'typeorm';

// Quoted as TypeORM writes it: its reader of schemas looks for the quotes.
const STATEMENTS = [
  `CREATE TABLE "memory" (
    "row_id" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
    "id" text NOT NULL,
    "memory_type" text NOT NULL,
    "priority" integer NOT NULL,
    "namespace" text NOT NULL,
    "session_id" text,
    "session_order" integer,
    "topic_key" text,
    "revision" integer NOT NULL,
    "timestamp" integer NOT NULL,
    "created_at" integer NOT NULL,
    "updated_at" integer NOT NULL,
    "expires_at" integer,
    "access_count" integer NOT NULL DEFAULT (0),
    "last_accessed_at" integer,
    "tags" text NOT NULL,
    "entities" text NOT NULL,
    "source" text,
    "metadata" text NOT NULL,
    "content" text NOT NULL
  )`,
  `CREATE UNIQUE INDEX "memory_id" ON "memory" ("id")`,
  `CREATE INDEX "memory_namespace" ON "memory" ("namespace")`,
  `CREATE INDEX "memory_type" ON "memory" ("memory_type")`,
  `CREATE INDEX "memory_timestamp" ON "memory" ("timestamp")`,
  `CREATE UNIQUE INDEX "memory_session" ON "memory" ("session_id", "namespace", "session_order") WHERE session_id IS NOT NULL`,
  `CREATE UNIQUE INDEX "memory_topic" ON "memory" ("topic_key", "namespace") WHERE topic_key IS NOT NULL`,
  `CREATE INDEX "memory_expires" ON "memory" ("expires_at") WHERE expires_at IS NOT NULL`,
  `CREATE TABLE "memory_revision" (
    "row_id" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
    "memory_row" integer NOT NULL,
    "revision" integer NOT NULL,
    "memory_type" text NOT NULL,
    "priority" integer NOT NULL,
    "timestamp" integer NOT NULL,
    "updated_at" integer NOT NULL,
    "tags" text NOT NULL,
    "entities" text NOT NULL,
    "metadata" text NOT NULL,
    "content" text NOT NULL,
    CONSTRAINT "memory_revision_of" FOREIGN KEY ("memory_row") REFERENCES "memory" ("row_id") ON DELETE CASCADE ON UPDATE NO ACTION
  )`,
  `CREATE UNIQUE INDEX "memory_revision_memory" ON "memory_revision" ("memory_row", "revision")`,
  `CREATE TABLE "passage" (
    "row_id" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
    "memory_row" integer NOT NULL,
    "ordinal" integer NOT NULL,
    "start_at" integer NOT NULL,
    "end_at" integer NOT NULL,
    "embedding" blob,
    CONSTRAINT "passage_of" FOREIGN KEY ("memory_row") REFERENCES "memory" ("row_id") ON DELETE CASCADE ON UPDATE NO ACTION
  )`,
  `CREATE UNIQUE INDEX "passage_memory" ON "passage" ("memory_row", "ordinal")`,
  `CREATE INDEX "passage_pending" ON "passage" ("memory_row") WHERE embedding IS NULL`,
  `CREATE TABLE "node" (
    "row_id" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
    "id" text NOT NULL,
    "key" text NOT NULL,
    "type" text NOT NULL,
    "name" text NOT NULL,
    "folded_name" text NOT NULL,
    "created_at" integer NOT NULL,
    "updated_at" integer NOT NULL,
    "labels" text NOT NULL,
    "attributes" text NOT NULL,
    "search_text" text NOT NULL
  )`,
  `CREATE UNIQUE INDEX "node_id" ON "node" ("id")`,
  `CREATE UNIQUE INDEX "node_key" ON "node" ("key")`,
  `CREATE INDEX "node_type" ON "node" ("type", "key")`,
  `CREATE INDEX "node_folded_name" ON "node" ("folded_name")`,
  `CREATE TABLE "edge" (
    "row_id" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
    "id" text NOT NULL,
    "from_node" integer NOT NULL,
    "to_node" integer NOT NULL,
    "relation" text NOT NULL,
    "weight" real NOT NULL,
    "valid_from" integer,
    "valid_to" integer,
    "recorded_at" integer NOT NULL,
    "invalidated_at" integer,
    "open_until" integer,
    "provenance" text NOT NULL,
    "attributes" text NOT NULL,
    CONSTRAINT "edge_from" FOREIGN KEY ("from_node") REFERENCES "node" ("row_id") ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT "edge_to" FOREIGN KEY ("to_node") REFERENCES "node" ("row_id") ON DELETE NO ACTION ON UPDATE NO ACTION
  )`,
  `CREATE UNIQUE INDEX "edge_id" ON "edge" ("id")`,
  `CREATE INDEX "edge_out" ON "edge" ("from_node", "to_node", "open_until")`,
  `CREATE INDEX "edge_in" ON "edge" ("to_node", "from_node", "open_until")`,
  `CREATE TABLE "graph_count" (
    "kind" text NOT NULL,
    "name" text NOT NULL,
    "held" integer NOT NULL,
    PRIMARY KEY ("kind", "name")
  )`,
  `CREATE TABLE "change" (
    "sequence" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
    "entity" text NOT NULL,
    "entity_id" text NOT NULL,
    "row_id" integer NOT NULL,
    "operation" text NOT NULL,
    "at" integer NOT NULL
  )`,
  `CREATE INDEX "change_memory" ON "change" ("sequence") WHERE entity = 'memory'`,
  `CREATE TABLE "idempotency" (
    "key" text PRIMARY KEY NOT NULL,
    "fingerprint" text NOT NULL,
    "created_at" integer NOT NULL,
    "result" text NOT NULL
  )`,
  `CREATE INDEX "idempotency_created" ON "idempotency" ("created_at")`,
  `CREATE TABLE "embedding_space" (
    "row_id" integer PRIMARY KEY NOT NULL,
    "provider" text NOT NULL,
    "model" text NOT NULL,
    "dimensions" integer NOT NULL,
    "version" integer NOT NULL
  )`,
];

/** Every table of a tenant's file, as of the first release. */
export class InitialSchema1767225600000 implements MigrationInterface {
  readonly name = 'InitialSchema1767225600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
    await runner.query('PRAGMA user_version = 1');
  }

  async down(): Promise<void> {
    // The first schema has nothing before it: to go back is to restore a backup.
    throw new Error('the initial schema cannot be undone');
  }
}
