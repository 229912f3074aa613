import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defineContract } from './define-contract.ts';
import { openApiDocument } from './openapi.ts';

const read = defineContract({
  method: 'GET',
  path: '/api/runs/:id/lines',
  summary: 'Lines',
  permission: 'payment.read',
  input: z.object({ id: z.uuid(), limit: z.coerce.number().int().max(200).default(50), kind: z.string() }),
  output: z.object({ total: z.int() }),
});
const write = defineContract({
  method: 'POST',
  path: '/api/runs/:id/approval',
  summary: 'Approve',
  permission: 'payment.approve',
  input: z.object({ id: z.uuid(), reason: z.string(), note: z.string().optional() }),
  output: z.object({}),
});

describe('OpenAPI from contracts', () => {
  const document = openApiDocument([read, write]);

  test('path and query parameters of a GET, with what is required', () => {
    expect(document).toMatchObject({
      openapi: '3.1.0',
      paths: {
        '/api/runs/{id}/lines': {
          get: {
            operationId: 'getRunsIdLines',
            'x-permission': 'payment.read',
            parameters: [
              { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
              { name: 'limit', in: 'query', required: false, schema: { type: 'integer', default: 50 } },
              { name: 'kind', in: 'query', required: true },
            ],
            responses: { '200': { content: { 'application/json': { schema: { required: ['total'] } } } } },
          },
        },
      },
    });
  });

  test('the body of a POST is the input without the path', () => {
    expect(document).toMatchObject({
      paths: {
        '/api/runs/{id}/approval': {
          post: {
            requestBody: {
              content: {
                'application/json': {
                  schema: {
                    properties: { reason: { type: 'string' }, note: { type: 'string' } },
                    required: ['reason'],
                  },
                },
              },
            },
          },
        },
      },
    });
  });

  test('a write may carry an idempotency key, a read and a public call may not', () => {
    const open = { ...write, path: '/api/log-in', permission: 'public' } as const;
    const keyed = (path: string, method: string) =>
      JSON.stringify(
        Object(openApiDocument([read, write, open])['paths'])[path][method].parameters ?? [],
      ).includes('IdempotencyKey');
    expect(keyed('/api/runs/{id}/approval', 'post')).toBe(true);
    expect(keyed('/api/runs/{id}/lines', 'get')).toBe(false);
    expect(keyed('/api/log-in', 'post')).toBe(false);
  });

  test('each call names the problems that it can answer', () => {
    expect(document).toMatchObject({
      paths: {
        '/api/runs/{id}/approval': {
          post: { responses: { '409': { $ref: '#/components/responses/Conflict' }, '415': {}, default: {} } },
        },
      },
      components: { responses: { Conflict: { content: { 'application/problem+json': {} } } } },
    });
  });

  test('a call that carries files is described with its media types', () => {
    const upload = openApiDocument(
      [],
      [
        {
          method: 'POST',
          path: '/api/registers/:record/imports',
          summary: 'Uploads a file',
          permission: 'party.write',
          input: z.object({ record: z.string(), fileName: z.string() }),
          sends: 'application/octet-stream',
          answers: ['application/json'],
        },
      ],
    );
    expect(upload).toMatchObject({
      paths: {
        '/api/registers/{record}/imports': {
          post: {
            parameters: [
              { name: 'record', in: 'path' },
              { name: 'fileName', in: 'query', required: true },
            ],
            requestBody: {
              content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
            },
            responses: { '200': { content: { 'application/json': {} } } },
          },
        },
      },
    });
  });
});
