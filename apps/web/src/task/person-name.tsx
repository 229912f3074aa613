import { Link } from '@tanstack/react-router';
import { getPerson } from '../../../../kernel/payment/contract.ts';
import { useApi } from '../api/use-api.ts';

/** A person by masked name, with the way to the file; the id where the name cannot be read. */
export function PersonName({ id }: { readonly id: string }) {
  const person = useApi(getPerson, { id });
  return (
    <Link to="/people/$id" params={{ id }}>
      {person.data?.name ?? id.slice(-6)}
    </Link>
  );
}
