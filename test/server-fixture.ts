import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { ApiClient } from './api-client';
import { ServerProcess } from './server-process';

/** One server on a folder of its own for the suite it is made in; every test asks for a tenant of its own. */
export class ServerFixture {
  readonly home = mkdtempSync(join(tmpdir(), 'engram-e2e-'));
  private running: ServerProcess | undefined;
  private tenants = 0;

  constructor() {
    before(async () => {
      this.running = await ServerProcess.start({ home: this.home });
    });
    after(async () => {
      await this.running?.stop();
      rmSync(this.home, { recursive: true, force: true });
    });
  }

  get url(): string {
    if (!this.running) throw new Error('the server is not running');
    return this.running.url;
  }

  /** A caller in a tenant that holds nothing yet. */
  freshTenant(): ApiClient {
    this.tenants += 1;
    return this.as(`fresh-${this.tenants}`);
  }

  as(tenant: string): ApiClient {
    return new ApiClient(this.url).as(tenant);
  }
}
