import { z } from 'zod';
import { flag, number, text } from '../setting';

export const telemetrySection = z
  .strictObject({
    enabled: flag({ default: false, description: 'Send traces and metrics.', planned: 'telemetry' }),
    otlp_endpoint: text({
      default: 'http://127.0.0.1:4318',
      description: 'Address of the OpenTelemetry collector.',
      planned: 'telemetry',
    }),
    sample_rate: number({
      default: 0.1,
      min: 0,
      max: 1,
      description: 'Share of the requests that are traced.',
      planned: 'telemetry',
    }),
    service_name: text({
      default: 'engram',
      description: 'Name under which this service appears.',
      planned: 'telemetry',
    }),
  })
  .describe('Traces and metrics.');
