import { type Command, Option } from 'commander';
import { DECISIONS, FINDING_KINDS } from '../../kernel/payment/finding-contract.ts';
import { command, from, group } from './add-command.ts';

const workflow = () => import('./commands/pay-workflow.ts');

/** What lies between computing a run and sending it: findings, signatures, posting, and the policy behind them. */
export function addPayWorkflow(payments: Command): void {
  command(
    payments,
    'answer <run>',
    '答复核对事项 / answer findings',
    from(workflow, (m) => m.payAnswerCommand),
  )
    .addOption(new Option('--kind <kind>', '某一类 / of one kind').choices(FINDING_KINDS))
    .option('--all', '全部待答复事项 / all that are open')
    .option('--seq <number...>', '序号，可多个 / their numbers')
    .addOption(
      new Option(
        '--decision <decision>',
        '核对无误、暂缓或照常发放；不写则按类别：无账户、已死亡暂缓，共用账户照常发放 / without it by kind',
      ).choices(DECISIONS),
    )
    .requiredOption('--reason <text>', '核对情况 / reason');
  command(
    payments,
    'approve <run>',
    '由另一账号批准；未答复的核对事项一并答复 / approve',
    from(workflow, (m) => m.payApproveCommand),
  ).option('--findings-reason <text>', '一并答复时的核对情况 / reason for findings that are still open');
  command(
    payments,
    'post <run>',
    '已批准的批次记账 / post an approved run',
    from(workflow, (m) => m.payPostCommand),
  );
  command(
    payments,
    'release <run>',
    '解除暂缓 / release a held payment',
    from(workflow, (m) => m.payReleaseCommand),
  )
    .requiredOption('--seq <number>', '核对事项序号 / number of the finding')
    .requiredOption('--reason <text>', '原因 / reason');
  addPolicy(group(payments, 'policy', '发放管理规定 / payment policy'));
}

function addPolicy(policies: Command): void {
  command(
    policies,
    'list',
    '全部规定 / all policies',
    from(workflow, (m) => m.payPolicyListCommand),
  );
  command(
    policies,
    'propose',
    '提出规定 / propose',
    from(workflow, (m) => m.payPolicyProposeCommand),
  )
    .requiredOption('--from <date>', '生效日 YYYY-MM-DD / valid from')
    .requiredOption('--change-percent <number>', '金额变动超过此百分比须核对 / change to look at, per cent')
    .option('--second-approval-above <yuan>', '总额超过此数须两人批准 / total above which two approve')
    .requiredOption('--basis <text>', '依据 / basis')
    .option('--assumption', '没有文件依据 / without a document');
  command(
    policies,
    'approve <id>',
    '审定规定 / approve',
    from(workflow, (m) => m.payPolicyApproveCommand),
  );
  command(
    policies,
    'reject <id>',
    '不予通过 / reject',
    from(workflow, (m) => m.payPolicyRejectCommand),
  );
}
