import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import type { search } from '../../../../kernel/search/contract.ts';
import type { ApiError } from '../api/api-error.ts';
import { Refusal } from '../components/refusal.tsx';
import { useI18n } from '../i18n/use-i18n.ts';

interface Props {
  readonly listId: string;
  readonly optionId: (index: number) => string;
  /** What is searched for. */
  readonly q: string;
  readonly query: UseQueryResult<OutputOf<typeof search>, ApiError>;
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly onOpen: (index: number) => void;
}

/** What was found, by kind; one of all is the active one. */
export function SearchResults({ listId, optionId, q, query, active, onActive, onOpen }: Props) {
  const { t, label } = useI18n();
  const activeId = optionId(active);
  useEffect(() => {
    document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);
  const groups = q === '' ? [] : (query.data?.groups ?? []);
  const starts = groups.map((_, index) =>
    groups.slice(0, index).reduce((sum, { found }) => sum + found.length, 0),
  );
  const total = groups.reduce((sum, { found }) => sum + found.length, 0);
  const status = (): string => {
    if (q === '') return t('search.lead');
    if (query.isPending) return t('search.searching');
    if (total === 0) return t('search.none');
    return t(query.data?.more === true ? 'search.more' : 'search.count', { count: total });
  };
  return (
    <>
      {query.isError && q !== '' ? (
        <Refusal error={query.error} />
      ) : (
        <p className="quiet search-status" role="status">
          {status()}
        </p>
      )}
      <div id={listId} className="search-results" role="listbox" aria-label={t('search.results')}>
        {groups.map((group, at) => (
          <div key={group.kind} role="group" aria-label={label(group.label)}>
            <p className="search-kind" aria-hidden>
              {label(group.label)}
            </p>
            {group.found.map(({ id, title, code, divisionName }, index) => {
              const position = (starts[at] ?? 0) + index;
              return (
                <div
                  key={id}
                  id={optionId(position)}
                  role="option"
                  tabIndex={-1}
                  aria-selected={position === active}
                  className="search-option"
                  onMouseMove={() => onActive(position)}
                  onClick={() => onOpen(position)}
                  onKeyDown={(event) => event.key === 'Enter' && onOpen(position)}
                >
                  <span className="search-title">{title}</span>
                  {code !== null && code !== title && <code>{code}</code>}
                  <span className="quiet search-place">{divisionName}</span>
                </div>
              );
            })}
          </div>
        ))}
      </div>
    </>
  );
}
