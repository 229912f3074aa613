/** What a figure is: a stock has a day, a flow a period; a standard is paid to each. */
export type FigureKind = 'count' | 'money' | 'standard' | 'rate' | 'duration' | 'date';

/** A figure as printed: 192.85万元 is value 192.85 of scale 10000. */
export interface ReportFigure {
  readonly text: string;
  readonly value: number;
  readonly scale: number;
  readonly unit: string;
  readonly qualifier: string;
  readonly label: string;
  readonly period: string;
  readonly kind: FigureKind;
  /** Digits behind the point as printed: they say how far the figure was rounded. */
  readonly decimals: number;
  /** Place in the text that was read, in UTF-16 units. */
  readonly offset: number;
  readonly length: number;
}

export type Verdict = 'yes' | 'no' | 'undetermined';
export type RelationKind =
  | 'sum'
  | 'share'
  | 'product'
  | 'solve'
  | 'change'
  | 'order'
  | 'period'
  | 'repeat'
  | 'bound'
  | 'multiple'
  | 'average';

export interface ReportRelation {
  readonly kind: RelationKind;
  readonly expression: string;
  /** Places in the list of figures. */
  readonly figures: readonly number[];
  readonly stated: number | null;
  readonly computed: number | null;
  readonly tolerance: number;
  readonly holds: Verdict;
}

/** An error is proven from the text alone; a warning has to be looked at; a note is a matter of style. */
export type Severity = 'error' | 'warning' | 'note';

export interface ReportFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly quote: string;
  readonly offset: number;
  readonly message: string;
  readonly fix: string;
}

export interface ReportCheck {
  readonly figures: readonly ReportFigure[];
  readonly relations: readonly ReportRelation[];
  readonly findings: readonly ReportFinding[];
}

/** A figure with what the relations need: its place in the joined text, and its value in single units. */
export interface PlacedFigure extends ReportFigure {
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly amount: number;
  /** Half of the last printed digit. */
  readonly half: number;
  readonly before: string;
  readonly after: string;
}

/** What one kind of relation found. */
export interface Outcome {
  readonly relations: readonly ReportRelation[];
  readonly findings: readonly ReportFinding[];
}
