/** A process that delivers events and says where it is, so that a test can end it there. */
import { join } from 'node:path';
import { loadKeyring } from '../../kernel/access/cipher.ts';
import { fixedClock } from '../../kernel/base/clock.ts';
import { uuidv7 } from '../../kernel/base/ids.ts';
import { openDatabase } from '../../kernel/db/database.ts';
import { defineReaction } from '../../kernel/event/define-reaction.ts';
import { deliverAll } from '../../kernel/event/deliver.ts';
import { openJobHost } from '../../kernel/event/job-service.ts';
import { openTask } from '../../kernel/event/task.ts';
import { createRegistry } from '../../kernel/module/registry.ts';

const [, , home = '', databaseUrl = ''] = process.argv;
const say = (where: string): Promise<void> =>
  new Promise((resolve) => {
    process.stdout.write(`${where}\n`, () => resolve());
  });

/** Each run leaves a trace of its own, so that one too many would show. */
const trace = (id: string) =>
  defineReaction({
    id,
    on: ['person.vehicle_registered'],
    label: { zh: '试', en: 'test' },
    react: async ({ tx }, event) => {
      await say('begun');
      await openTask(tx, {
        key: `${id}:${event.id}:${uuidv7()}`,
        kind: id,
        title: { zh: '试', en: 'test' },
        about: { kind: 'event', id: event.id },
        divisionNo: event.divisionNo,
        role: 'street_clerk',
        eventId: event.id,
      });
      await say('written');
    },
  });

const registry = createRegistry([
  {
    id: 'test',
    label: { zh: '试', en: 'test' },
    depends: [],
    programmes: [],
    parameters: [],
    facts: [],
    indicators: [],
    reactions: [trace('test.one'), trace('test.two')],
  },
]);
const db = await openDatabase({ home, databaseUrl });
const keyring = loadKeyring(join(home, 'keys.json'));
await deliverAll(await openJobHost({ db, registry, keyring, home, clock: fixedClock('2020-10-20') }));
await say('finished');
await db.close();
