import { listRegisters } from '../../../../kernel/register/contract.ts';
import { useApi } from '../api/use-api.ts';

/** The declarations of all registers that the account may read; one call serves every page. */
export const useRegisters = () => useApi(listRegisters, {});
