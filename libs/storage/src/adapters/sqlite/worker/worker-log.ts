import type { FromWorker } from '../rpc/protocol';
import type { WorkerLog } from '../../../ports/tenant-extension.port';

/** Log lines of this thread, sent to the main one with the correlation id of the call being answered. */
export class ContextLog {
  private context: string | undefined;

  constructor(private readonly send: (message: FromWorker) => void) {}

  /** Calls are synchronous once they run, so one variable is the whole context. */
  within<Result>(context: string | undefined, run: () => Result): Result {
    const outer = this.context;
    this.context = context;
    try {
      return run();
    } finally {
      this.context = outer;
    }
  }

  readonly log: WorkerLog = (level, message, fields = {}) => {
    this.send({ log: { level, message, fields, context: this.context } });
  };
}
