import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Drain } from '@engram/http';
import { HealthController } from './http/health.controller';
import { Readiness } from './readiness';

/** Inject {@link Readiness} anywhere and register what you depend on. */
@Global()
@Module({})
export class HealthModule {
  /** @param drain the one that the HTTP app was made with */
  static forRoot({ drain }: { drain: Drain }): DynamicModule {
    return {
      module: HealthModule,
      controllers: [HealthController],
      providers: [
        { provide: Drain, useValue: drain },
        { provide: Readiness, useFactory: () => new Readiness(drain) },
      ],
      exports: [Readiness, Drain],
    };
  }
}
