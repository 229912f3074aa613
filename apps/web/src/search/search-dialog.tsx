import { SearchOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Input, type InputRef, Modal } from 'antd';
import { type KeyboardEvent, type RefObject, useRef, useState } from 'react';
import { QUERY_CHARS_MAX, searchUnseen } from '../../../../kernel/search/contract.ts';
import { useApi } from '../api/use-api.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { pageOf } from './page-of.ts';
import { SearchResults } from './search-results.tsx';
import { useSettled } from './use-settled.ts';

const OPTION = 'search-option-';
const LIST = 'search-results';

interface Props {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Finds people, households, awards, cases and records; arrow keys choose, Enter opens. */
export function SearchDialog({ open, onClose }: Props) {
  const { t } = useI18n();
  const input = useRef<InputRef>(null);
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      title={t('search.title')}
      width={680}
      style={{ top: 72 }}
      closable={{ 'aria-label': t('form.close') }}
      afterOpenChange={(shown) => shown && input.current?.focus()}
      destroyOnHidden
    >
      <SearchBox inputRef={input} onClose={onClose} />
    </Modal>
  );
}

interface BoxProps {
  readonly inputRef: RefObject<InputRef | null>;
  readonly onClose: () => void;
}

function SearchBox({ inputRef, onClose }: BoxProps) {
  const { t } = useI18n();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const q = useSettled(typed.trim());
  const query = useApi(searchUnseen, { q }, { enabled: q !== '', paged: true });
  const groups = q === '' ? [] : (query.data?.groups ?? []);
  const found = groups.flatMap(({ kind, found: records }) => records.map(({ id }) => ({ kind, id })));
  const at = Math.min(active, Math.max(0, found.length - 1));
  // What stands there belongs to what was typed before; Enter must not open it.
  const settled = q === typed.trim() && !query.isPlaceholderData;
  const openAt = (index: number): void => {
    const chosen = found[index];
    if (chosen === undefined) return;
    onClose();
    void navigate(pageOf(chosen.kind, chosen.id));
  };
  const steer = steeringOf({ at, count: found.length, settled, onActive: setActive, onOpen: openAt });
  return (
    <>
      <Input
        ref={inputRef}
        size="large"
        prefix={<SearchOutlined aria-hidden />}
        role="combobox"
        aria-label={t('search.title')}
        aria-expanded={found.length > 0}
        aria-controls={LIST}
        aria-autocomplete="list"
        {...(found.length > 0 ? { 'aria-activedescendant': `${OPTION}${at}` } : {})}
        autoComplete="off"
        maxLength={QUERY_CHARS_MAX}
        placeholder={t('search.hint')}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
        }}
        onKeyDown={steer}
      />
      <SearchResults
        listId={LIST}
        optionId={(index) => `${OPTION}${index}`}
        q={q}
        query={query}
        active={at}
        onActive={setActive}
        onOpen={openAt}
      />
    </>
  );
}

interface Steering {
  readonly at: number;
  readonly count: number;
  readonly settled: boolean;
  readonly onActive: (index: number) => void;
  readonly onOpen: (index: number) => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Arrow keys go round through what was found, Enter opens; keys that an input method needs are left to it. */
const steeringOf =
  ({ at, count, settled, onActive, onOpen }: Steering) =>
  (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = STEPS[event.key];
    if (step !== undefined && count > 0) {
      event.preventDefault();
      onActive((at + step + count) % count);
    }
    if (event.key === 'Enter' && settled) onOpen(at);
  };
