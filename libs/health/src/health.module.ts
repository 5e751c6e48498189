import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Drain } from '@engram/http';
import { Readiness } from './readiness';

/** Inject {@link Readiness} anywhere and register what you depend on. The controllers are the server's to add. */
@Global()
@Module({})
export class HealthModule {
  /** @param drain the one that the HTTP app was made with */
  static forRoot(drain: Drain): DynamicModule {
    return {
      module: HealthModule,
      providers: [
        { provide: Drain, useValue: drain },
        { provide: Readiness, useFactory: () => new Readiness(drain) },
      ],
      exports: [Readiness, Drain],
    };
  }
}
