import { z } from 'zod';
import { type Contract, pathParameters } from '../../kernel/module/define-contract.ts';

type Schema = Readonly<Record<string, unknown>>;

interface CallInput {
  readonly url: string;
  readonly body?: Readonly<Record<string, unknown>>;
}

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;

/** Names of fields that may hold an id although their schema is plain text. */
const MAY_BE_ID = /(id|subject|person|household|record|organisation|award|applicant|about|object)$/i;

const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : undefined);

/** A value that fits a JSON schema; `id` wherever an id may stand. */
function sample(schema: Schema, name: string, id: string): unknown {
  if (schema['const'] !== undefined) return schema['const'];
  if (Array.isArray(schema['enum'])) return first(schema['enum']);
  for (const union of ['anyOf', 'oneOf', 'allOf']) {
    const option = first(schema[union]);
    if (isSchema(option)) return sample(option, name, id);
  }
  switch (schema['type']) {
    case 'integer':
    case 'number':
      return typeof schema['minimum'] === 'number' && schema['minimum'] > 0 ? schema['minimum'] : 1;
    case 'boolean':
      return true;
    case 'array':
      return isSchema(schema['items']) ? [sample(schema['items'], name, id)] : [];
    case 'object':
      return sampleObject(schema, id);
    default:
      return sampleText(schema, name, id);
  }
}

function sampleText(schema: Schema, name: string, id: string): string {
  if (schema['format'] === 'uuid') return id;
  if (schema['format'] === 'date') return '2020-05-01';
  const { pattern } = schema;
  if (typeof pattern === 'string' && pattern.startsWith('^\\d{4}-(0')) return '2020-05';
  return MAY_BE_ID.test(name) ? id : '测试事由';
}

function sampleObject(schema: Schema, id: string): Record<string, unknown> {
  const properties = isSchema(schema['properties']) ? schema['properties'] : {};
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [
      name,
      isSchema(property) ? sample(property, name, id) : null,
    ]),
  );
}

/**
 * Calls of a contract that reach as far as they can: with every optional field and without, once for each id.
 * Contracts without an id in their input are called once with and once without what is optional.
 */
export function contractInputs(contract: Contract, ids: readonly string[]): readonly CallInput[] {
  const { $schema: _, ...schema } = z.toJSONSchema(contract.input, { io: 'input', unrepresentable: 'any' });
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const inputs = ids.flatMap((id) => {
    const whole = sampleObject(schema, id);
    const bare = Object.fromEntries(Object.entries(whole).filter(([name]) => required.has(name)));
    return [whole, bare];
  });
  const calls = inputs.map((input) => callOf(contract, input));
  const distinct = new Map(calls.map((call) => [call.url + JSON.stringify(call.body ?? {}), call]));
  return [...distinct.values()];
}

function callOf(contract: Contract, input: Readonly<Record<string, unknown>>): CallInput {
  const inPath = pathParameters(contract.path);
  const path = contract.path.replaceAll(/:([a-zA-Z]+)/g, (_, name: string) => {
    const value = input[name];
    return encodeURIComponent(typeof value === 'string' || typeof value === 'number' ? value : 'x');
  });
  const rest = Object.fromEntries(Object.entries(input).filter(([name]) => !inPath.includes(name)));
  if (contract.method === 'POST') return { url: path, body: rest };
  const query = new URLSearchParams(
    Object.entries(rest).map(([name, value]): [string, string] => [name, String(value)]),
  );
  return { url: query.size === 0 ? path : `${path}?${query.toString()}` };
}
