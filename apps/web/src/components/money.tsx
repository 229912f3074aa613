import { yuanText } from '../format.ts';

interface Props {
  readonly amountFen: number;
  /** Shows a plus before what is more than nothing: for differences. */
  readonly signed?: boolean;
}

export const Money = ({ amountFen, signed = false }: Props) => (
  <span className={amountFen < 0 ? 'money money-minus' : 'money'}>
    {signed && amountFen > 0 ? '+' : ''}
    {yuanText(amountFen)}
  </span>
);
