import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { RouterModule } from '@nestjs/core';
import { EngineModule, type EngineOptions } from '@engram/engine';
import { EpisodicHttpModule } from '@engram-http/episodic';
import { GraphHttpModule } from '@engram-http/graph';
import { ReasoningHttpModule } from '@engram-http/reasoning';
import { HealthModule } from '@engram/health';
import type { Drain } from '@engram/http';
import { ReadinessChecks } from './readiness-checks';
import { StatusModule } from './status/status.module';

/** Every version of the API begins with its own prefix; probes and the documentation have none. */
const API_PREFIX = 'api/v1';
const DOORS = [EpisodicHttpModule, GraphHttpModule, ReasoningHttpModule, StatusModule];

/** The composition root: the engine behind its HTTP doors. */
@Module({})
export class AppModule {
  static forRoot(options: EngineOptions, drain: Drain): DynamicModule {
    return {
      module: AppModule,
      imports: [
        EngineModule.forRoot(options),
        ...DOORS,
        RouterModule.register(DOORS.map((module) => ({ path: API_PREFIX, module }))),
        HealthModule.forRoot({ drain }),
      ],
      providers: [ReadinessChecks],
    };
  }
}
