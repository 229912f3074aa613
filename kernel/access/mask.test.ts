import { expect, test } from 'vitest';
import { maskAccount, maskAddress, maskIdNumber, maskName, maskPhone } from './mask.ts';

// Examples of handbook 14 §7 first in every table.
test.each([
  ['张明', '张*'],
  ['张小明', '张*明'],
  ['欧阳小明', '欧**明'],
  ['𠮷田明', '𠮷*明'],
  ['李', '*'],
  [' ', ''],
])('name %s shows as %s', (name, shown) => expect(maskName(name)).toBe(shown));

test.each([
  ['李小红', '李某'],
  ['李红', '李某'],
  ['欧阳小红', '欧阳某'],
  ['欧阳', '欧某'],
  ['', ''],
])('child %s shows as %s', (name, shown) => expect(maskName(name, { child: true })).toBe(shown));

test.each([
  ['420199194003150017', '420***********0017'],
  ['110105491231002', '110********1002'],
  ['E12345678', '*********'],
  ['', ''],
])('identity number %s shows as %s', (idNumber, shown) => expect(maskIdNumber(idNumber)).toBe(shown));

test.each([
  ['13812341234', '138****1234'],
  ['+86 138-1234-1234', '138****1234'],
  ['83881234', '******34'],
  ['110', '***'],
  ['', ''],
])('phone %s shows as %s', (phone, shown) => expect(maskPhone(phone)).toBe(shown));

test.each([
  ['6222021234567896789', '**** 6789'],
  ['6222 0212 3456 6789', '**** 6789'],
  ['1234567', '****'],
  ['', ''],
])('account %s shows as %s', (account, shown) => expect(maskAccount(account)).toBe(shown));

test.each([
  ['金银湖街道某社区3栋2单元201室', '金银湖街道某社区***'],
  ['武汉市东西湖区金银湖街道银湖社区1号', '武汉市东西湖区金银湖街道银湖社区***'],
  ['东山街道刘家村3组12号', '东山街道刘家村***'],
  ['金银湖街道环湖路57号幸福社区', '金银湖街道***'],
  ['吴家山街道新村路5号', '吴家山街道***'],
  ['武汉市东西湖区五环大道31号', '武汉市东西湖区***'],
  ['中山大道1号', '***'],
  ['', ''],
])('address %s shows as %s', (address, shown) => {
  expect(maskAddress(address)).toBe(shown);
  if (shown.endsWith('***')) expect(maskAddress(shown)).toBe(shown);
});
