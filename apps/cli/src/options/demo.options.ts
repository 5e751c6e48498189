export interface DemoOptions {
  file?: string;
  keep?: boolean;
}
