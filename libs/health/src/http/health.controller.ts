import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { EngramError } from '@engram/kernel';
import { Operation, type DataOf } from '@engram/http';
import { Readiness } from '../readiness';
import { live, ready } from './health.operations';

@ApiTags('Health')
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get()
  @Operation(live)
  live(): DataOf<typeof live> {
    return { status: 'alive' };
  }

  @Get('ready')
  @Operation(ready)
  async ready(): Promise<DataOf<typeof ready>> {
    const { status, checks } = await this.readiness.report();
    if (status === 'ready' || status === 'degraded') return { status, checks };
    const message = status === 'draining' ? 'the server is stopping' : 'a dependency is down';
    throw new EngramError('STORE_UNAVAILABLE', message, {
      retry_after_seconds: 1,
      status,
      checks: checks.map(({ latencyMs, ...rest }) => ({ ...rest, latency_ms: latencyMs })),
    });
  }
}
