import { getRouteApi, Link } from '@tanstack/react-router';
import { Input } from 'antd';
import { EmptyNote } from '../components/empty-note.tsx';
import { Page } from '../components/page.tsx';
import { Panel } from '../components/panel.tsx';
import { QueryView } from '../components/query-view.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { byArea } from '../register/by-area.ts';
import { FieldDictionary } from '../register/field-dictionary.tsx';
import type { RegisterField, RegisterOutput } from '../register/register-fields.ts';
import { SENSITIVITIES, SensitivityTag } from '../register/sensitivity-tag.tsx';
import { useRegisters } from '../register/use-registers.ts';

const route = getRouteApi('/dictionary');

const fieldMatches = ({ name, label }: RegisterField, word: string): boolean =>
  `${name} ${label.zh} ${label.en}`.toLowerCase().includes(word);

/** A register that is named by the word keeps all its fields, another one those that are. */
function narrowed(registers: readonly RegisterOutput[], word: string): readonly RegisterOutput[] {
  return registers.flatMap((register) => {
    const { id, label, fields } = register;
    if (`${id} ${label.zh} ${label.en}`.toLowerCase().includes(word)) return [register];
    const found = fields.filter((field) => fieldMatches(field, word));
    return found.length === 0 ? [] : [{ ...register, fields: found }];
  });
}

/** The data dictionary: every register with its fields, straight from the declarations. */
export function DictionaryPage() {
  const { t, label } = useI18n();
  const { q = '' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page
      kicker={<Link to="/registers">{t('register.list')}</Link>}
      title={t('dictionary.title')}
      lead={t('dictionary.lead')}
    >
      <SensitivityLegend />
      <Input.Search
        className="search dictionary-search"
        aria-label={t('dictionary.search')}
        placeholder={t('dictionary.search')}
        allowClear
        value={q}
        onChange={(event) =>
          void navigate({
            to: '.',
            search: { q: event.target.value || undefined },
            replace: true,
            resetScroll: false,
          })
        }
      />
      <QueryView query={useRegisters()}>
        {({ registers }) => {
          const shown = narrowed(registers, q.trim().toLowerCase());
          if (shown.length === 0) return <EmptyNote text={t('dictionary.empty')} />;
          return byArea(shown).map(({ area, areaLabel, registers: own }) => (
            <div key={area}>
              <h2 className="area-title">{label(areaLabel)}</h2>
              {own.map((register) => (
                <RegisterPanel key={register.id} register={register} />
              ))}
            </div>
          ));
        }}
      </QueryView>
    </Page>
  );
}

function SensitivityLegend() {
  const { t } = useI18n();
  return (
    <dl className="sensitivities">
      {SENSITIVITIES.map((level) => (
        <div key={level}>
          <dt>
            <SensitivityTag level={level} />
          </dt>
          <dd>{t(`sensitivity.${level}`)}</dd>
        </div>
      ))}
    </dl>
  );
}

function RegisterPanel({ register }: { readonly register: RegisterOutput }) {
  const { t, label } = useI18n();
  return (
    <Panel
      title={label(register.label)}
      extra={
        <Link to="/registers/$record" params={{ record: register.id }}>
          {t('dictionary.open')}
        </Link>
      }
    >
      <p className="quiet dictionary-note">
        <code>{register.id}</code> ·{' '}
        {t('dictionary.key', {
          names: register.key
            .map((name) => register.fields.find((field) => field.name === name))
            .map((field, index) => (field === undefined ? register.key[index] : label(field.label)))
            .join(t('list.comma')),
        })}{' '}
        · {t(`dictionary.correction.${register.correction}`)}
      </p>
      <FieldDictionary caption={label(register.label)} fields={register.fields} />
    </Panel>
  );
}
