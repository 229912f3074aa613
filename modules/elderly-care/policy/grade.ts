/** Points of a home by part, of 120, 130, 150 and 600 (民发〔2019〕137号; handbook 03 §4). */
export interface GradePoints {
  readonly environment: number;
  readonly equipment: number;
  readonly management: number;
  readonly service: number;
}

const FULL: GradePoints = { environment: 120, equipment: 130, management: 150, service: 600 };
const STEPS = [
  { grade: 5, total: 900, percent: 90 },
  { grade: 4, total: 780, percent: 80 },
  { grade: 3, total: 570, percent: 60 },
  { grade: 2, total: 450, percent: 50 },
  { grade: 1, total: 360, percent: 40 },
] as const;

/** The highest grade whose total and whose share of every part is reached; none below 360 points. */
export function gradeFrom(points: GradePoints): number | undefined {
  const parts = ['environment', 'equipment', 'management', 'service'] as const;
  const total = parts.reduce((sum, part) => sum + points[part], 0);
  return STEPS.find(
    (step) => total >= step.total && parts.every((part) => points[part] * 100 >= FULL[part] * step.percent),
  )?.grade;
}
