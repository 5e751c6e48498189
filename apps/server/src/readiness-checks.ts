import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Readiness } from '@engram/health';
import { DEFAULT_TENANT } from '@engram/kernel';
import { Stores } from '@engram/storage';

/** What the server cannot work without. */
@Injectable()
export class ReadinessChecks implements OnModuleInit {
  constructor(
    private readonly readiness: Readiness,
    private readonly stores: Stores,
  ) {}

  onModuleInit(): void {
    this.readiness.register({
      name: 'storage',
      needed: true,
      // Through the worker and the file system; a tenant that holds nothing is not made by it.
      check: () => Promise.all([this.stores.list(), this.stores.of(DEFAULT_TENANT).feed.sequence()]),
    });
  }
}
