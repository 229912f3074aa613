import { z } from 'zod';
import { type Contract, pathParameters } from './define-contract.ts';

type Json = Readonly<Record<string, unknown>>;

const PROBLEM_SCHEMA = {
  type: 'object',
  description: 'RFC 9457 problem; title says in Chinese what is wrong and what to do',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    en: { type: 'string' },
    code: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    requestId: { type: 'string' },
  },
  required: ['type', 'title', 'en', 'code', 'status', 'requestId'],
} as const;

/** The API as OpenAPI 3.1, made from the contracts that the server binds, so that it cannot say anything else. */
export function openApiDocument(contracts: readonly Contract[]): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const contract of contracts) {
    const path = contract.path.replaceAll(/:([a-zA-Z]+)/g, '{$1}');
    paths[path] = { ...paths[path], [contract.method.toLowerCase()]: operation(contract) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '惠民 Huimin API',
      version: '1',
      description: 'Money is integer fen, months are YYYY-MM, dates are YYYY-MM-DD. Personal data is masked.',
    },
    paths,
    components: {
      schemas: { Problem: PROBLEM_SCHEMA },
      responses: {
        Problem: {
          description: 'Refused or failed',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
  };
}

function operation(contract: Contract): Json {
  const { properties, required } = objectSchema(contract.input);
  const inPath = pathParameters(contract.path);
  const rest = Object.keys(properties).filter((name) => !inPath.includes(name));
  const named = (name: string, where: 'path' | 'query'): Json => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: properties[name] ?? {},
  });
  const isGet = contract.method === 'GET';
  const parameters = [
    ...inPath.map((name) => named(name, 'path')),
    ...(isGet ? rest.map((name) => named(name, 'query')) : []),
  ];
  return {
    operationId: operationId(contract),
    summary: contract.summary,
    'x-permission': contract.permission,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(isGet
      ? {}
      : { requestBody: { required: true, content: jsonContent(bodySchema(properties, required, rest)) } }),
    responses: {
      '200': { description: 'OK', content: jsonContent(schemaOf(contract.output, 'output')) },
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

const jsonContent = (schema: Json): Json => ({ 'application/json': { schema } });

const bodySchema = (properties: Json, required: readonly string[], names: readonly string[]): Json => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, properties[name]])),
  required: required.filter((name) => names.includes(name)),
});

/** GET /api/runs/:id/lines → getRunsIdLines. */
const operationId = ({ method, path }: Contract): string =>
  method.toLowerCase() +
  path
    .replace('/api', '')
    .split(/[/:.-]+/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}

function objectSchema(schema: z.ZodObject): { properties: Json; required: readonly string[] } {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' });
  return { properties, required };
}
