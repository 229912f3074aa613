import type { Client } from 'pg';

/** The first 40 surnames with how many people in a thousand bear them, and characters of given names. */
const SURNAMES =
  '王72李72张68刘54陈45杨31赵23黄22周21吴20徐17孙15胡13朱13高12林12何12郭12马12罗11梁10宋9郑9谢8韩8唐8冯7于7董7萧7程6曹6袁6邓6许6傅5沈5曾5单2解1';
const GIVEN =
  '明华国建文平志伟红春海英秀丽军玉桂金芳云兰永新东林荣德清小光美生凤祥福梅学庆龙成立家宝强辉玲珍爱民素琴霞艳慧娟敏静洁雪晓欣怡涵梓轩浩宇博子涛鹏飞磊洋勇杰俊斌超波刚毅峰琳倩婷雯颖佳思雨嘉诗若安康宁乐天一可心月星晨阳铭茗章彰璋鸣';

/**
 * So many people in thirteen streets with names as common and as rare as names are, by SQL alone and always the same;
 * their identity numbers are blind indexes of nothing. Needs the account that is given as who recorded them.
 */
export async function fillNamedPeople(
  owner: Client,
  people: number,
  account: string,
  idNoCipher: Buffer = Buffer.alloc(1),
): Promise<void> {
  const weighted = [...SURNAMES.matchAll(/(\D)(\d+)/g)].map(([, name = '', weight = '1']) =>
    name.repeat(Number(weight)),
  );
  await owner.query('select setseed(0.42)');
  await owner.query(
    `insert into person (id, division_no, name, sex, birth_date, id_no_cipher, id_no_index, created_at, created_by)
     select gen_random_uuid(), 420112000000000 + (1 + i % 13)::bigint * 1000000 + (1 + i % 10) * 1000,
            substr($1, 1 + floor(random() * char_length($1))::int, 1)
              || substr($2, 1 + floor(random() * char_length($2))::int, 1)
              || case when random() < 0.8 then substr($2, 1 + floor(random() * char_length($2))::int, 1) else '' end,
            'unknown', date '1940-01-01' + (i * 37) % 25000, $5, sha256(('named' || i)::bytea), now(), $3
       from generate_series(1, $4::int) i`,
    [weighted.join(''), GIVEN, account, people, idNoCipher],
  );
  await owner.query('vacuum analyze person, search_entry');
}
