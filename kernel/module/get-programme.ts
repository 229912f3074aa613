import { notFound } from '../base/errors.ts';
import type { Programme } from '../policy/define-programme.ts';
import type { Registry } from './registry.ts';

/** The programme of this id; an error that lists the ids when there is none. */
export function getProgramme(registry: Registry, id: string): Programme {
  const programme = registry.programmes.get(id);
  if (programme !== undefined) return programme;
  const ids = [...registry.programmes.keys()];
  throw notFound(
    'programme.unknown',
    `没有项目“${id.slice(0, 60)}”：可用项目为 ${ids.join('、')}。`,
    `There is no programme "${id.slice(0, 60)}"; there are: ${ids.join(', ')}.`,
  );
}
