import { idCheckDigit } from '../kernel/base/id-number.ts';
import type { PlainDate } from '../kernel/base/plain-date.ts';
import { plainDate } from '../kernel/base/plain-date.ts';
import type { Random } from './random.ts';

// An unassigned region and a middle character that says "sample": nobody can be meant.
const REGION = '420199';
const SURNAMES = [
  ...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹喻柏窦章云苏潘葛奚范彭鲁韦马苗方任袁柳',
];
const SAMPLE = [...'示例样演'];
const GIVEN = [...'安平和乐康宁顺福寿泰祥瑞春夏秋冬松竹梅兰江河湖海山石田禾晨晓明朗清泉云雨星月'];

export interface Identity {
  readonly name: string;
  readonly sex: 'male' | 'female';
  readonly birthDate: PlainDate;
  readonly idNumber: string;
}

/**
 * Makes people with distinct, unmistakably synthetic names and identity numbers. Generators that begin at different
 * sequences make different people; a month is given where an age of the year matters.
 */
export function createIdentities(
  random: Random,
  first = 1,
): (birthYear: number, birthMonth?: number) => Identity {
  const sequences = new Map<string, number>();
  return (birthYear, birthMonth) => {
    const month = birthMonth ?? random.int(1, 12);
    const birth = `${birthYear}${String(month).padStart(2, '0')}${String(random.int(1, 28)).padStart(2, '0')}`;
    const sequence = (sequences.get(birth) ?? first - 1) + 1;
    sequences.set(birth, sequence);
    const first17 = `${REGION}${birth}${String(sequence).padStart(3, '0')}`;
    return {
      name: `${random.pick(SURNAMES)}${random.pick(SAMPLE)}${random.pick(GIVEN)}`,
      sex: sequence % 2 === 1 ? 'male' : 'female',
      birthDate: plainDate(`${birth.slice(0, 4)}-${birth.slice(4, 6)}-${birth.slice(6)}`),
      idNumber: `${first17}${idCheckDigit(first17)}`,
    };
  };
}

/** An account number of no bank: the leading digits are not assigned. */
export const bankAccount = (serial: number): string => `6299${String(serial).padStart(15, '0')}`;
