import type { ReactNode } from 'react';

interface Props {
  /** A message in which `{name}` is left open. */
  readonly text: string;
  readonly name: string;
  readonly node: ReactNode;
}

/** A sentence with a link in the place of one of its words. */
export function WithNode({ text, name, node }: Props) {
  const [before = '', after = ''] = text.split(`{${name}}`);
  return (
    <>
      {before}
      {node}
      {after}
    </>
  );
}
