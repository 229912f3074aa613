import { z } from 'zod';
import type { Label } from '../base/label.ts';
import { DateSchema, MonthSchema } from '../module/schemas.ts';

export type EventSubject =
  | 'person'
  | 'household'
  | 'award'
  | 'parameter'
  | 'price-index'
  | 'payment-item'
  | 'organisation'
  | 'institution'
  | 'device'
  | 'place'
  | 'placename'
  | 'community'
  | 'complaint'
  | 'district';

export interface EventKind<S extends EventSubject = EventSubject, P extends z.ZodObject = z.ZodObject> {
  readonly label: Label;
  readonly subject: S;
  /** Codes, dates and ids. No names, numbers of people or free words about them. */
  readonly payload: P;
  /** Whether people may report it from a paper or another department; otherwise only the system itself tells it. */
  readonly reported: boolean;
}

const kind = <const S extends EventSubject, P extends z.ZodObject>(
  subject: S,
  zh: string,
  en: string,
  payload: P,
): EventKind<S, P> => ({ label: { zh, en }, subject, payload, reported: false });

const reported = <const S extends EventSubject, P extends z.ZodObject>(
  subject: S,
  zh: string,
  en: string,
  payload: P,
): EventKind<S, P> => ({ ...kind(subject, zh, en, payload), reported: true });

/** Where a report comes from: a document or department, said by whoever reports. */
const source = z.string().trim().min(1).max(200).optional();
const plain = z.strictObject({ source });
const division = z.int().positive();
const code = z.string().regex(/^[a-z0-9_-]{1,40}$/);
/** When what the event tells was already recorded, as the database prints it. */
const recordedAt = z.string().max(40).optional();

/** The ages that mean something to a benefit or a duty (handbook 00 §5). */
export const TOLD_AGES = [14, 16, 18, 60, 65, 70, 80, 90, 100] as const;

/** How somebody belongs to an assistance family: counted, not counted, or obliged by law to support it. */
export const MEMBER_CLASSES = ['counted', 'excluded', 'legal_supporter'] as const;

const certificate = z.strictObject({ level: z.enum(['1', '2', '3', '4']), source });

/** Handbook 00 §5: everything that one business may have to tell another one. */
export const EVENTS = {
  'person.died': reported('person', '人员死亡', 'a person died', plain),
  'person.declared_missing': reported('person', '宣告失踪', 'a person was declared missing', plain),
  'person.hukou_moved': reported(
    'person',
    '户口迁移',
    'household registration moved',
    z.strictObject({ toDivision: division.optional(), source }),
  ),
  'person.hukou_cancelled': reported('person', '户口注销', 'household registration cancelled', plain),
  'person.id_corrected': kind('person', '身份信息更正', 'identity corrected', plain),
  'person.imprisoned': reported('person', '收监服刑', 'a person was imprisoned', plain),
  'person.released': reported('person', '刑满释放', 'a person was released', plain),
  'person.marriage_registered': reported('person', '结婚登记', 'marriage registered', plain),
  'person.divorced': reported('person', '离婚', 'divorced', plain),
  'person.disability_cert_issued': reported(
    'person',
    '核发残疾人证',
    'disability certificate issued',
    certificate,
  ),
  'person.disability_cert_changed': reported(
    'person',
    '残疾人证变更',
    'disability certificate changed',
    // Null: the certificate is no longer valid.
    z.strictObject({ level: z.enum(['1', '2', '3', '4']).nullable(), source }),
  ),
  'person.disability_cert_expired': reported(
    'person',
    '残疾人证到期',
    'disability certificate expired',
    plain,
  ),
  'person.turned_age': kind(
    'person',
    '到达年龄',
    'reached an age',
    z.strictObject({ age: z.literal([...TOLD_AGES]) }),
  ),
  'person.business_registered': reported('person', '登记经营主体', 'business registered', plain),
  'person.vehicle_registered': reported('person', '登记机动车', 'vehicle registered', plain),
  'person.property_registered': reported('person', '登记不动产', 'property registered', plain),
  'person.social_insurance_changed': reported('person', '社会保险变动', 'social insurance changed', plain),
  'person.admitted_to_institution': reported('person', '入住机构', 'admitted to an institution', plain),
  'person.left_institution': reported('person', '离开机构', 'left an institution', plain),
  'child.adopted': reported('person', '儿童被收养', 'a child was adopted', plain),
  'household.member_changed': reported(
    'household',
    '家庭成员变动',
    'household members changed',
    z.strictObject({
      personId: z.uuid(),
      change: z.enum(['joined', 'left']),
      memberClass: z.enum(MEMBER_CLASSES).optional(),
      recordedAt,
      source,
    }),
  ),
  'household.income_changed': reported('household', '家庭收入变动', 'household income changed', plain),
  'award.confirmed': kind('award', '待遇确认', 'award confirmed', plain),
  'award.changed': kind('award', '待遇变更', 'award changed', plain),
  'award.suspended': kind('award', '待遇暂停', 'award suspended', plain),
  'award.terminated': kind('award', '待遇终止', 'award terminated', plain),
  'rate.changed': kind(
    'parameter',
    '政策标准调整',
    'a standard changed',
    z.strictObject({ variant: z.string().max(40), from: DateSchema, recordedAt: z.string().max(40) }),
  ),
  'price_index.published': kind(
    'price-index',
    '发布价格指数',
    'price index published',
    z.strictObject({ month: MonthSchema }),
  ),
  'payment.returned': kind(
    'payment-item',
    '发放退回',
    'payment returned',
    z.strictObject({ runNo: z.string() }),
  ),
  'org.registered': kind('organisation', '社会组织成立登记', 'organisation registered', plain),
  'org.changed': kind('organisation', '社会组织变更', 'organisation changed', plain),
  'org.deregistered': kind('organisation', '社会组织注销', 'organisation deregistered', plain),
  'org.abnormal_listed': kind('organisation', '列入活动异常名录', 'listed as abnormal', plain),
  'institution.filed': kind('institution', '养老机构备案', 'institution filed', plain),
  'institution.closed': kind('institution', '养老机构关停', 'institution closed', plain),
  'institution.incident': kind('institution', '机构突发事件', 'incident in an institution', plain),
  'device.alarm': kind('device', '设备报警', 'device alarm', z.strictObject({ code })),
  'division.changed': kind(
    'place',
    '区划变更',
    'division changed',
    z.strictObject({ successor: division.optional() }),
  ),
  'placename.approved': kind('placename', '地名批准', 'place name approved', plain),
  'placename.renamed': kind('placename', '地名更名', 'place name changed', plain),
  'placename.abolished': kind('placename', '地名销名', 'place name abolished', plain),
  'community.created': kind('community', '设立社区', 'community created', plain),
  'community.merged': kind('community', '社区合并', 'communities merged', z.strictObject({ into: division })),
  'complaint.received': kind('complaint', '收到投诉', 'complaint received', plain),
  'epidemic.level_changed': kind(
    'district',
    '疫情响应级别调整',
    'epidemic level changed',
    z.strictObject({ level: code }),
  ),
} as const satisfies Record<string, EventKind>;

export type EventName = keyof typeof EVENTS;
export type PayloadOf<K extends EventName> = z.output<(typeof EVENTS)[K]['payload']>;

export const isEventName = (text: string): text is EventName => Object.hasOwn(EVENTS, text);
