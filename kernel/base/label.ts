/** Chinese and English wording of a declared thing; Chinese is what an official would write. */
export interface Label {
  readonly zh: string;
  readonly en: string;
}

export type Language = 'zh' | 'en';

export const inLanguage = (label: Label, language: Language): string => label[language];
