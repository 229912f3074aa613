import { createContext } from 'react';
import type { Label, Language } from '../../../../kernel/base/label.ts';
import type { MessageKey, MessageValues } from './translate.ts';

export interface I18n {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
  readonly t: (key: MessageKey, values?: MessageValues) => string;
  /** Wording of a code from the server: code('run-state', run.state). */
  readonly code: (group: string, value: string) => string;
  readonly label: (label: Label) => string;
}

export const I18nContext = createContext<I18n | undefined>(undefined);
