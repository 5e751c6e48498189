/** What a caller may do. A role is a set of these; each operation names the one that it needs. */
export const PERMISSIONS = [
  'memory:read',
  'memory:write',
  'memory:admin',
  'graph:read',
  'graph:write',
  'graph:admin',
  'tenant:admin',
] as const;

/** `public`: needs no credential. */
export type Permission = (typeof PERMISSIONS)[number] | 'public';
