import { isIP } from 'node:net';
import type { ConfigProblem } from './config.error';
import type { ConfigValues } from './config.schema';

/** Only this machine reaches it. */
export function isLoopback(host: string): boolean {
  if (host === 'localhost' || host === '::1') return true;
  return isIP(host) === 4 && host.startsWith('127.');
}

/** What no single setting shows: values that are fine each by itself and wrong together. */
export function crossCheck(config: ConfigValues, sources: ReadonlyMap<string, string>): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const { host, allow_remote } = config.serve;
  if (!config.auth.enabled && !allow_remote && !isLoopback(host)) {
    problems.push({
      source: sources.get('serve.host') ?? '',
      key: 'serve.host',
      message: 'found an address that other machines may reach, while authentication is off',
      remedy: 'Use 127.0.0.1, or set serve.allow_remote: true where something else keeps strangers out',
    });
  }
  return problems;
}
