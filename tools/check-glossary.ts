/** Every name that the business uses stands in docs/glossary.csv, with the Chinese that the code shows for it. */
import { findGlossaryFaults, glossaryText } from '../kernel/module/glossary.ts';
import { registry } from '../modules/index.ts';

const faults = findGlossaryFaults(registry, glossaryText());
for (const { en } of faults) console.log(en);
process.exitCode = faults.length === 0 ? 0 : 1;
