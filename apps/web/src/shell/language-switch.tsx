import { Button } from 'antd';
import { useI18n } from '../i18n/use-i18n.ts';

export function LanguageSwitch() {
  const { language, setLanguage, t } = useI18n();
  return (
    <Button
      type="text"

      title={t('app.language-hint')}
      lang={language === 'zh' ? 'en' : 'zh-CN'}
      onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
    >
      {t('app.language')}
    </Button>
  );
}
