import { z } from 'zod';
import { type Contract, isReading, type Method, pathParameters } from './define-contract.ts';

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
    details: {
      type: 'object',
      description: 'Of a stale edit: the record as it is now and as it was sent',
      properties: { current: {}, yours: {} },
    },
  },
  required: ['type', 'title', 'en', 'code', 'status', 'requestId'],
} as const;

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'The same key with the same input gives the first answer again for a day, and the work is done once; with another input it is refused (409).',
  schema: { type: 'string', minLength: 8, maxLength: 80 },
} as const;

const IDEMPOTENT_REPLAY = {
  description: 'true when the answer is that of an earlier call with the same key',
  schema: { type: 'string', enum: ['true'] },
} as const;

/** A call whose body or answer is a file, which no contract describes. */
export interface FileOperation {
  readonly method: Method;
  readonly path: `/api/${string}`;
  readonly summary: string;
  readonly permission: string;
  /** Path parameters and query. */
  readonly input: z.ZodObject;
  /** Media type of the body that is sent. */
  readonly sends?: string;
  /** What is sent as JSON instead, next to what the address says. */
  readonly body?: z.ZodObject;
  /** Media types of the answer. */
  readonly answers: readonly string[];
}

/** The refusals that every call can meet; the code says more than the status. */
const PROBLEMS = {
  400: [
    'BadInput',
    'Wrong input: request.input names the fields; request.malformed, request.idempotency-key',
  ],
  401: ['SignIn', 'Nobody is signed in: access.sign-in, access.session-expired'],
  403: ['Forbidden', 'Not allowed: access.permission, request.cross-site, two-person rules'],
  404: ['Absent', 'Does not exist or lies outside the jurisdiction: record.absent'],
  409: ['Conflict', 'The present state does not allow it; details holds both versions of a stale edit'],
  413: ['TooLarge', 'The body is too large: request.too-large'],
  415: ['MediaType', 'The body is of another type: request.media-type'],
  429: ['TooMany', 'Too many calls: request.too-many; the header retry-after says when to come again'],
  503: ['Unavailable', 'For a moment not available: server.not-ready, server.closing'],
} as const satisfies Readonly<Record<number, readonly [name: string, description: string]>>;
const WRITE_ONLY = [409, 413, 415];

const PROBLEM_CONTENT = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };

const refusalsOf = (method: Method): Json =>
  Object.fromEntries([
    ...Object.entries(PROBLEMS)
      .filter(([status]) => method !== 'GET' || !WRITE_ONLY.includes(Number(status)))
      .map(([status, [name]]) => [status, { $ref: `#/components/responses/${name}` }]),
    ['default', { $ref: '#/components/responses/Problem' }],
  ]);

/**
 * The API as OpenAPI 3.1, made from the contracts that the server binds, so that it cannot say anything else, and from
 * what is said of the calls that carry files.
 */
export function openApiDocument(contracts: readonly Contract[], files: readonly FileOperation[] = []): Json {
  const paths: Record<string, Record<string, Json>> = {};
  const add = ({ path, method }: Pick<Contract, 'path' | 'method'>, described: Json): void => {
    const at = path.replaceAll(/:([a-zA-Z]+)/g, '{$1}');
    paths[at] = { ...paths[at], [method.toLowerCase()]: described };
  };
  for (const contract of contracts) add(contract, operation(contract));
  for (const file of files) add(file, fileOperation(file));
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
      parameters: { IdempotencyKey: IDEMPOTENCY_KEY },
      headers: { IdempotentReplay: IDEMPOTENT_REPLAY },
      responses: {
        Problem: { description: 'Refused or failed', content: PROBLEM_CONTENT },
        ...Object.fromEntries(
          Object.values(PROBLEMS).map(([name, description]) => [
            name,
            { description, content: PROBLEM_CONTENT },
          ]),
        ),
      },
    },
  };
}

type Described = Pick<Contract, 'method' | 'path' | 'summary' | 'permission' | 'input'>;

/** Path, and of a call without a body the query. */
function parametersOf({ path, input }: Described, hasQuery: boolean): Json[] {
  const { properties, required } = objectSchema(input);
  const inPath = pathParameters(path);
  const named = (name: string, where: 'path' | 'query'): Json => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: properties[name] ?? {},
  });
  const rest = Object.keys(properties).filter((name) => !inPath.includes(name));
  return [
    ...inPath.map((name) => named(name, 'path')),
    ...(hasQuery ? rest.map((name) => named(name, 'query')) : []),
  ];
}

const headOf = (described: Described, parameters: readonly Json[]): Json => ({
  operationId: operationId(described),
  summary: described.summary,
  tags: [tagOf(described)],
  'x-permission': described.permission,
  ...(parameters.length > 0 ? { parameters } : {}),
});

function operation(contract: Contract): Json {
  const { properties, required } = objectSchema(contract.input);
  const inPath = pathParameters(contract.path);
  const rest = Object.keys(properties).filter((name) => !inPath.includes(name));
  const isGet = contract.method === 'GET';
  // A call that needs no account has none to keep a key for.
  const isKeyed = !isReading(contract) && contract.permission !== 'public';
  const parameters = [
    ...parametersOf(contract, isGet),
    ...(isKeyed ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
  ];
  return {
    ...headOf(contract, parameters),
    ...(isGet
      ? {}
      : { requestBody: { required: true, content: jsonContent(bodySchema(properties, required, rest)) } }),
    responses: {
      '200': {
        description: 'OK',
        ...(isKeyed
          ? { headers: { 'idempotent-replay': { $ref: '#/components/headers/IdempotentReplay' } } }
          : {}),
        content: jsonContent(schemaOf(contract.output, 'output')),
      },
      ...refusalsOf(contract.method),
    },
  };
}

/** Files are strings of bytes; what is sent with one stands in the query. */
function fileOperation(file: FileOperation): Json {
  const { method, answers } = file;
  const body = sentContent(file);
  return {
    ...headOf(file, parametersOf(file, true)),
    ...(Object.keys(body).length === 0 ? {} : { requestBody: { required: true, content: body } }),
    responses: { '200': { description: 'OK', content: fileContent(answers) }, ...refusalsOf(method) },
  };
}

function sentContent({ sends, body }: FileOperation): Json {
  if (body !== undefined) return jsonContent(schemaOf(body, 'input'));
  return fileContent(sends === undefined ? [] : [sends]);
}

const fileContent = (types: readonly string[]): Json =>
  Object.fromEntries(
    types.map((type) => [
      type,
      { schema: type.startsWith('application/json') ? {} : { type: 'string', format: 'binary' } },
    ]),
  );

/** /api/runs/:id → runs. */
const tagOf = ({ path }: Described): string => path.split('/')[2]?.split(/[.:]/)[0] ?? '';

const jsonContent = (schema: Json): Json => ({ 'application/json': { schema } });

const bodySchema = (properties: Json, required: readonly string[], names: readonly string[]): Json => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, properties[name]])),
  required: required.filter((name) => names.includes(name)),
});

/** GET /api/runs/:id/lines → getRunsIdLines. */
const operationId = ({ method, path }: Described): string =>
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
