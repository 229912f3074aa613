import { period, subtract } from '../kernel/base/period.ts';
import type { ParameterRow } from '../kernel/policy/resolve-parameters.ts';
import { demoParameters } from './parameters.ts';

interface Known extends ParameterRow {
  readonly recordedAt: string;
  recordedUntil: string;
}

/** The register of standards as the demonstration knows it over time: later values supersede earlier ones. */
function parameterHistory(): Known[] {
  const rows: Known[] = [];
  for (const given of demoParameters) {
    const valid = period(given.from, given.to);
    const row: Known = {
      key: given.definition.key,
      variant: given.variant,
      effectiveFrom: given.from,
      effectiveTo: given.to,
      value: given.value,
      documentTitle: given.document[0],
      documentNo: given.document[1],
      article: given.document[2],
      certainty: given.assumption === null ? 'source' : 'assumption',
      note: given.assumption ?? given.note ?? null,
      recordedAt: given.known,
      recordedUntil: '9999',
    };
    for (const earlier of rows.filter(
      (r) => r.key === row.key && r.variant === row.variant && r.recordedUntil === '9999',
    )) {
      const rest = subtract(period(earlier.effectiveFrom, earlier.effectiveTo), valid);
      if (rest.length === 1 && rest[0]?.from === earlier.effectiveFrom && rest[0].to === earlier.effectiveTo)
        continue;
      earlier.recordedUntil = given.known;
      for (const piece of rest) {
        rows.push({
          ...earlier,
          effectiveFrom: piece.from,
          effectiveTo: piece.to,
          recordedAt: given.known,
          recordedUntil: '9999',
        });
      }
    }
    rows.push(row);
  }
  return rows;
}

const history = parameterHistory();

/** Parameter rows known before a moment, as the runs of the demonstration year will read them. */
export const parametersKnownAt = (moment: string): ParameterRow[] =>
  history.filter((row) => row.recordedAt < moment && row.recordedUntil >= moment);
