import { fileOperationsOf } from '../../apps/server/file-operations.ts';
import { routesOf } from '../../apps/server/routes.ts';
import type { Contract } from '../../kernel/module/define-contract.ts';
import { openApiDocument } from '../../kernel/module/openapi.ts';
import { registry } from '../../modules/index.ts';

const order = ({ path, method }: Contract): string => `${path} ${method}`;

/** The API as OpenAPI, of the contracts that the server binds. */
export function openApiJson(): string {
  const contracts = routesOf(registry).map(({ contract }) => contract);
  const sorted = contracts.toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
  return `${JSON.stringify(openApiDocument(sorted, fileOperationsOf(registry)), null, 2)}\n`;
}
