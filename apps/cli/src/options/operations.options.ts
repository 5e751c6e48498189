export interface DumpOptions {
  output?: string;
  only?: string[];
}

export interface VerifyOptions {
  all?: boolean;
}
