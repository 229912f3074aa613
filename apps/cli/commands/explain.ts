import { fen, formatYuan } from '../../../kernel/base/fen.ts';
import type { Label } from '../../../kernel/base/label.ts';
import { month } from '../../../kernel/base/month.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { getProgramme } from '../../../kernel/module/get-programme.ts';
import { explainAward } from '../../../kernel/policy/explain.ts';
import { explanationText } from '../../../kernel/policy/explanation-text.ts';
import { findSubject, getCase } from '../../../kernel/policy/find-subject.ts';
import { instant } from '../../../kernel/party/known-at.ts';
import { loadParameterRows } from '../../../kernel/policy/parameter-store.ts';
import { parameterTable } from '../../../kernel/policy/resolve-parameters.ts';
import { programmeLabel } from '../../../kernel/module/reading.ts';
import { explainChange } from '../../../kernel/policy/read-explanation.ts';
import { checkDataMonth } from '../../../kernel/party/district.ts';
import { type CommonOptions, openContext } from '../context.ts';
import { print } from '../output.ts';

interface ExplainOptions extends CommonOptions {
  readonly month: string;
}

/** `huimin explain PROGRAMME SUBJECT --month M`: the decision of one month with every step, and what would turn it over. */
export async function explainCommand(
  programmeId: string,
  subject: string,
  options: ExplainOptions,
): Promise<void> {
  const context = await openContext(options);
  try {
    const programme = getProgramme(context.registry, programmeId);
    const asked = month(options.month);
    checkDataMonth(context.district, asked);
    const labelOf = (id: string): Label => programmeLabel(context.registry, id);
    const { explanation, trial, would } = await context.within(async (tx) => {
      const found = await findSubject(tx, context.keyring, subject);
      const { file, trial: isTrial } = await getCase(tx, programme, found, instant('infinity'));
      await audit(tx, {
        action: 'policy.explain',
        objectKind: found.kind,
        objectId: found.id,
        purpose: '解释待遇',
      });
      const parameters = parameterTable(await loadParameterRows(tx, 'now'));
      return {
        explanation: explainAward(programme, file, parameters, asked),
        trial: isTrial,
        would: explainChange({ programme, file, table: parameters, labelOf }, asked),
      };
    });
    const text = explanationText(explanation, context.language);
    const result = {
      programme: programme.id,
      subject,
      awardNo: explanation.awardNo,
      month: asked,
      inForce: explanation.inForce,
      trial,
      decision: {
        eligible: explanation.eligible,
        refusal: explanation.refusal,
        totalFen: explanation.totalFen,
        total: formatYuan(fen(explanation.totalFen)),
        amounts: explanation.amounts,
        ruleVersion: explanation.ruleVersion,
      },
      trace: explanation.steps,
      sources: explanation.sources,
      assumptions: explanation.assumptions,
      text,
      whatWouldChange: would,
    };
    print(result, options.json, () => [
      ...text,
      would.summary[context.language],
      ...would.found.map((way) => `· ${way.text[context.language]}`),
    ]);
  } finally {
    await context.close();
  }
}
