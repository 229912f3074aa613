import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { inLanguage, type Language } from '../../../../kernel/base/label.ts';
import { type I18n, I18nContext } from './i18n-context.ts';
import { translate, translateCode } from './translate.ts';

const STORAGE_KEY = 'huimin.language';

const storedLanguage = (): Language => (localStorage.getItem(STORAGE_KEY) === 'en' ? 'en' : 'zh');

export function I18nProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(storedLanguage);
  useEffect(() => {
    localStorage.setItem(STORAGE_KEY, language);
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  const i18n = useMemo<I18n>(
    () => ({
      language,
      setLanguage,
      t: (key, values) => translate(language, key, values),
      code: (group, value) => translateCode(language, group, value),
      label: (label) => inLanguage(label, language),
    }),
    [language],
  );
  return <I18nContext value={i18n}>{children}</I18nContext>;
}
