import type { z } from 'zod';
import type { Role } from '../access/permission.ts';
import type { Fen } from '../base/fen.ts';
import type { Label } from '../base/label.ts';
import type { NewEvent } from '../event/emit.ts';
import type { UseCaseContext } from '../module/define-use-case.ts';
import type { LegalSource } from '../policy/define-programme.ts';
import type { CaseEvent, CaseRecord, Relative } from './case-record.ts';

export type SubjectKind = 'person' | 'household' | 'record';
export type DayKind = 'working' | 'natural';
export type Json = string | number | boolean | null | readonly string[];

/** What guards, effects and letters of a life cycle see: the transaction, the case, its history, declared relatives. */
export interface CaseContext extends UseCaseContext {
  readonly record: CaseRecord;
  readonly history: readonly CaseEvent[];
  readonly relatives: readonly Relative[];
}

/** A number of days stands on a document or is said to be an assumption; there is no third way. */
export type Ground =
  | { readonly source: LegalSource; readonly assumption?: never }
  | { readonly assumption: Label; readonly source?: never };

export interface State {
  readonly label: Label;
  /** Nothing more happens, except that a superior reopens the case. */
  readonly final?: boolean;
  /** What an amber or red lamp asks for in this state. */
  readonly lamps?: Readonly<Partial<Record<'amber' | 'red', Label>>>;
}

/** A number of days from the opening or from entering a state. */
interface CountedLimit<S extends string> {
  readonly days: number;
  readonly kind: DayKind;
  /** A repeated step starts its limit again with `last`, or with the action `again`; `first` starts it once. */
  readonly from:
    | 'opened'
    | { readonly entering: S; readonly which: 'first' | 'last'; readonly again?: string };
  readonly until?: never;
}

/** A date that is the same in every year, of a year that stands in the data of the case. */
interface CalendarLimit {
  readonly until: {
    /** MM-DD; a rest day puts it off to the next working day (民法典 art. 203). */
    readonly date: string;
    /** Which of the case's data holds the year; a case without it has no such limit. */
    readonly yearIn: string;
    /** So many years after that one: 1 for what is due in the year that follows. */
    readonly yearsLater: number;
  };
  readonly days?: never;
  readonly kind?: never;
  readonly from?: never;
}

/** A time limit. It runs while the case is in one of `states`: so many days, or until a date of a year. */
export type Deadline<S extends string = string> = Ground &
  (CountedLimit<S> | CalendarLimit) & {
    readonly id: string;
    readonly label: Label;
    readonly states: readonly S[];
    /** The lamp turns amber when no more than so many days are left; before a date these are natural days. */
    readonly amberDays: number;
    /** Which cases it is for, e.g. by the law in force on the day of opening. */
    appliesTo?(record: CaseRecord): boolean;
  };

/** A reason for which the clock may stand still. */
export type Pause<S extends string = string> = Ground & {
  readonly label: Label;
  readonly states: readonly S[];
};

export type MaterialForm = 'original' | 'copy' | 'share' | 'pledge';

export interface Material {
  readonly id: string;
  readonly label: Label;
  readonly forms: readonly MaterialForm[];
  required(record: CaseRecord): boolean;
}

/** What a public notice shows; name and community are added, masked as the notice says. */
export interface NoticeFacts {
  readonly kind: Label;
  readonly people: number;
  readonly amountFen: Fen | null;
}

export type NoticeSpec = Ground & {
  /** Natural days, the first one being the day after posting. */
  readonly days: number;
  /** Whether an adult's name is published whole or masked; a child is always surname + 某. */
  readonly name: 'whole' | 'masked';
  facts(context: CaseContext): Promise<NoticeFacts>;
};

/** The text of a decision's letter; heading, number, remedies, name and date of the bureau are added. */
export interface LetterText {
  readonly title: string;
  readonly facts: readonly string[];
  readonly decision: readonly string[];
}

export type ServiceLimit = Ground & {
  readonly days: number;
  readonly kind: DayKind;
  appliesTo?(record: CaseRecord): boolean;
};

export interface DecisionSpec<I extends z.ZodObject = z.ZodObject> {
  readonly outcome: 'granted' | 'refused' | 'ended';
  /** Characters that open the document number: X〔2021〕3号. */
  readonly numberPrefix: string;
  /** Within how many days the letter has to be served; the first that applies counts. */
  readonly serveWithin: readonly ServiceLimit[];
  basis(record: CaseRecord): readonly LegalSource[];
  letter(context: CaseContext, input: z.output<I>): Promise<LetterText>;
}

/** What an action leaves in the case. */
export interface Effect {
  readonly data?: Readonly<Record<string, Json>>;
  /** Facts for the history beside `keep`; never personal data. */
  readonly details?: Readonly<Record<string, Json>>;
}

export interface Action<I extends z.ZodObject = z.ZodObject, S extends string = string> {
  readonly label: Label;
  readonly from: readonly S[];
  /** Where it leads: one state, or one of several declared ones by the input and by what the effect found. */
  readonly to: S | { readonly options: readonly S[]; of(input: z.output<I>, effect: Effect): S };
  readonly permission: string;
  readonly input: I;
  /** Who opened the case, or took one of these actions in it, may not take this one. */
  readonly notBy: readonly ('open' | (string & {}))[];
  readonly reasonRequired?: boolean;
  /** Every required material has to be there. */
  readonly needsMaterials?: boolean;
  /** A public notice has to be over, without an objection that is open or was upheld. */
  readonly needsNotice?: boolean;
  /** Starts in a final state. */
  readonly reopens?: boolean;
  /** Posts a public notice. */
  readonly notice?: NoticeSpec;
  readonly decision?: DecisionSpec<I>;
  readonly opensTask?: { readonly role: Role; readonly title: Label };
  /** The life event that it is. */
  emits?(context: CaseContext, effect: Effect): NewEvent;
  /** What of the input the history keeps; nothing personal. Without it nothing is kept. */
  keep?(input: z.output<I>): Readonly<Record<string, Json>>;
  /** What has to be done first, in words, or nothing; it is shown before anybody tries. */
  ready?(context: CaseContext): Promise<Label | undefined>;
  /** A refusal of this input in words, or nothing. */
  guard?(context: CaseContext, input: z.output<I>): Promise<Label | undefined>;
  /** Runs in the transaction of the action. */
  effect?(context: CaseContext, input: z.output<I>): Promise<Effect>;
}

export interface Opening<D extends z.ZodObject = z.ZodObject> {
  readonly permission: string;
  /** What the life cycle keeps of a case beside what every case has. */
  readonly data: D;
  readonly opensTask?: { readonly role: Role; readonly title: Label };
  guard?(context: OpeningContext, data: z.output<D>): Promise<Label | undefined>;
  /** Finds the record that a case is about, where its subject is neither person nor household. */
  find?(context: UseCaseContext, text: string): Promise<FoundRecord>;
}

export interface FoundRecord {
  readonly id: string;
  readonly divisionNo: number;
  /** What the case takes over from the record; it goes before what was asked for. */
  readonly data?: Readonly<Record<string, Json>>;
}

export interface OpeningContext extends UseCaseContext {
  readonly subjectKind: SubjectKind;
  readonly subjectId: string;
  readonly applicantPersonId: string | null;
}

export interface Lifecycle {
  readonly id: string;
  /** Letters that open its case numbers. */
  readonly code: string;
  readonly label: Label;
  readonly subjects: readonly SubjectKind[];
  readonly opening: Opening;
  readonly states: Readonly<Record<string, State>>;
  readonly initial: string;
  readonly actions: Readonly<Record<string, Action>>;
  readonly deadlines: readonly Deadline[];
  readonly pauses: Readonly<Record<string, Pause>>;
  readonly materials: readonly Material[];
}

interface LifecycleSpec<
  S extends string,
  A extends Readonly<Record<string, Action<z.ZodObject, NoInfer<S>>>>,
> {
  readonly id: string;
  readonly code: string;
  readonly label: Label;
  readonly subjects: readonly SubjectKind[];
  readonly opening: Opening;
  readonly states: Readonly<Record<S, State>>;
  readonly initial: NoInfer<S>;
  readonly actions: A;
  readonly deadlines: readonly Deadline<NoInfer<S>>[];
  readonly pauses: Readonly<Record<string, Pause<NoInfer<S>>>>;
  readonly materials: readonly Material[];
}

/** One action with the type of its own input. */
export const defineAction = <I extends z.ZodObject, const S extends string>(
  action: Action<I, S>,
): Action<I, S> => action;

/**
 * Declares the life of a kind of case as data: states, actions between them, who may act and who may not, time limits
 * with their sources, materials, notice and decision. The registry checks at start-up that it holds together.
 */
export const defineLifecycle = <
  const S extends string,
  const A extends Readonly<Record<string, Action<z.ZodObject, NoInfer<S>>>>,
>(
  lifecycle: LifecycleSpec<S, A>,
): Lifecycle => lifecycle;

/** The states to which an action may lead. */
export const targetsOf = (action: Action): readonly string[] =>
  typeof action.to === 'string' ? [action.to] : action.to.options;
