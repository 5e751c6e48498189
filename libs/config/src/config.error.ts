import { EngramError } from '@engram/kernel';

/** One thing that is wrong with the configuration. */
export interface ConfigProblem {
  /** Where it stands: a file with its line, a variable, or a flag. */
  source: string;
  /** The setting, such as `serve.port`; empty for a whole source. */
  key: string;
  /** What is wrong: the type of what was found and what is allowed. Never a value that may be secret. */
  message: string;
  /** What to do about it. */
  remedy: string;
}

function line(problem: ConfigProblem): string {
  const where = problem.key ? `${problem.source}: ${problem.key}` : problem.source;
  return `  - ${where}: ${problem.message}. ${problem.remedy}`;
}

/** Everything that is wrong with the configuration, at once; nothing starts on it. */
export class ConfigError extends EngramError {
  constructor(readonly problems: readonly ConfigProblem[]) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    super('INVALID_REQUEST', [`configuration: ${count}`, ...problems.map(line)].join('\n'), {
      errors: problems.map(({ source, key, message, remedy }) => ({
        path: key,
        message: `${source}: ${message}. ${remedy}`,
      })),
    });
  }
}
