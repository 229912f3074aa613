import type { ReactNode } from 'react';

export type Tone = 'neutral' | 'info' | 'good' | 'warn' | 'bad';

interface Props {
  readonly tone?: Tone;
  readonly children: ReactNode;
}

/** A small coloured word; antd's Tag presets fail the contrast of WCAG AA. */
export const StatusTag = ({ tone = 'neutral', children }: Props) => (
  <span className={`tag tag-${tone}`}>{children}</span>
);
