import { z } from 'zod';
import { LIMITS } from '@engram/kernel';
import { flag, integer, text } from '../setting';

export const serveSection = z
  .strictObject({
    host: text({
      default: '127.0.0.1',
      description: 'Address to listen on. Beyond this machine only together with `serve.allow_remote`.',
    }),
    port: integer({
      default: 8_765,
      min: 0,
      max: 65_535,
      description: 'Port to listen on; 0 takes any free one.',
    }),
    allow_remote: flag({
      default: false,
      description:
        'Let other machines in although authentication is off: whoever reaches the port reads and writes everything.',
    }),
    body_limit_bytes: integer({
      default: LIMITS.requestBodyBytes,
      min: 1_024,
      max: 256 * 1024 * 1024,
      description: 'Largest body of a request, in bytes; a larger one is refused with CONTENT_TOO_LARGE.',
    }),
    request_timeout_ms: integer({
      default: 30_000,
      min: 1_000,
      max: 3_600_000,
      description: 'How long, in milliseconds, a client may take to send a whole request.',
    }),
    shutdown_timeout_ms: integer({
      default: 10_000,
      min: 0,
      max: 600_000,
      description:
        'How long, in milliseconds, requests under way may take to finish once the server was told to stop.',
    }),
    docs: flag({ default: true, description: 'Swagger UI at `/docs`.' }),
  })
  .describe('The HTTP server.');
