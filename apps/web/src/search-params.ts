/** Search parameters of the address, read defensively: whatever a link holds, a page gets something it can use. */
export type RawSearch = Readonly<Record<string, unknown>>;

const TEXT_MAX = 120;
const PAGE_MAX = 100_000;

const readText = (value: unknown): string | undefined => {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text !== '' ? text.slice(0, TEXT_MAX) : undefined;
};

const readPage = (value: unknown): number | undefined => {
  const page = Number(value);
  return Number.isInteger(page) && page > 1 && page <= PAGE_MAX ? page : undefined;
};

export interface FigureSearch {
  /** The figure that is open beside the page. */
  readonly figure?: string;
  /** Page of its records. */
  readonly page?: number;
  readonly q?: string;
}

export const figureSearch = (raw: RawSearch): FigureSearch => ({
  figure: readText(raw.figure),
  page: readPage(raw.page),
  q: readText(raw.q),
});

export interface TextSearch {
  readonly q?: string;
}

export const textSearch = (raw: RawSearch): TextSearch => ({ q: readText(raw.q) });

export interface MonthSearch {
  readonly month?: string;
}

export const monthSearch = (raw: RawSearch): MonthSearch => {
  const month = readText(raw.month);
  return month !== undefined && /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? { month } : {};
};

export const LINE_KINDS = ['regular', 'arrears', 'overpayment'] as const;
export type LineKind = (typeof LINE_KINDS)[number];

export interface RunSearch {
  readonly kind?: LineKind;
  readonly page?: number;
}

export const runSearch = (raw: RawSearch): RunSearch => ({
  kind: LINE_KINDS.find((kind) => kind === raw.kind),
  page: readPage(raw.page),
});

export interface YearSearch {
  readonly year?: string;
}

export const yearSearch = (raw: RawSearch): YearSearch => ({ year: readText(raw.year) });

export interface IdsSearch {
  /** Ids with commas between them. */
  readonly ids?: string;
}

const IDS_MAX = 400;
export const idsSearch = (raw: RawSearch): IdsSearch =>
  typeof raw.ids === 'string' && /^[0-9a-f,-]+$/.test(raw.ids) ? { ids: raw.ids.slice(0, IDS_MAX) } : {};
