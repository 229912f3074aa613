import type { Command } from 'commander';
import { command, from, group } from './add-command.ts';

const ledger = () => import('./commands/ledger.ts');
const books = () => import('./commands/ledger-books.ts');
const finance = () => import('./commands/ledger-finance.ts');

const FROM = ['--from <month>', '起始月 YYYY-MM / first month'] as const;
const TO = ['--to <month>', '截止月 YYYY-MM / last month'] as const;
const TITLE = ['--document <title>', '依据文件 / document'] as const;
const NUMBER = ['--document-no <no>', '文号 / number of the document'] as const;
const ASSUMPTION = ['--assumption', '标为假设 / marked as an assumption'] as const;

/** `huimin ledger …`: the books and what the finance office does with them. */
export function addLedger(program: Command): void {
  const parent = group(program, 'ledger', '总账 / ledger');
  addBooks(parent);
  addFunds(parent);
  addClosings(parent);
}

function addBooks(parent: Command): void {
  command(
    parent,
    'verify',
    '核验总账 / verify the books',
    from(ledger, (m) => m.ledgerVerifyCommand),
  );
  command(
    parent,
    'balance',
    '科目余额表 / trial balance',
    from(books, (m) => m.ledgerBalanceCommand),
  )
    .option(...FROM)
    .option(...TO)
    .option('--as-of <date>', '截至日 YYYY-MM-DD / as of a day');
  command(
    parent,
    'statement',
    '对账单 / statement of a fund, household or person',
    from(books, (m) => m.ledgerStatementCommand),
  )
    .option('--fund <fund>', '资金 / fund')
    .option('--household <no>', '家庭编号 / household number')
    .option('--person <who>', '身份证号或记录标识 / identity number or id')
    .option(...FROM)
    .option(...TO)
    .option('--xlsx <file>', '写成电子表格 / write a workbook');
}

function addFunds(parent: Command): void {
  command(
    parent,
    'allocate <fund> <yuan>',
    '下达资金 / put money into a fund',
    from(ledger, (m) => m.ledgerAllocateCommand),
  ).option('--label <text>', '新资金的名称 / name of a new fund');
  command(
    parent,
    'funds',
    '资金、预算和分担比例 / funds, budgets and splits',
    from(books, (m) => m.ledgerFundsCommand),
  );
  command(
    parent,
    'open-fund <pool> <source> <year>',
    '设立分级资金 / open the fund of a source (central, province, city, district) and year',
    from(finance, (m) => m.ledgerOpenFundCommand),
  ).option('--label <text>', '新资金的名称 / name of a new fund');
  command(
    parent,
    'return-recovered <programme>',
    '收回款按出资比例归还各级资金 / give recovered money back to its funds',
    from(finance, (m) => m.ledgerReturnCommand),
  );
  command(
    parent,
    'split <programme> <shares...>',
    '申请分担比例，如 central=60 city=40 / propose a split in percent',
    from(finance, (m) => m.ledgerSplitCommand),
  )
    .requiredOption('--from <date>', '生效日 / first day')
    .requiredOption(...TITLE)
    .requiredOption(...NUMBER)
    .option(...ASSUMPTION);
  command(
    parent,
    'budget <fund> <programme> <yuan>',
    '申请预算批复数，或用 --adjust 申请调整 / propose a budget or an adjustment',
    from(finance, (m) => m.ledgerBudgetCommand),
  )
    .requiredOption('--year <year>', '预算年度 / budget year')
    .option('--adjust', '调整 / an adjustment')
    .option('--reason <text>', '调整理由 / reason')
    .requiredOption(...TITLE)
    .requiredOption(...NUMBER)
    .option(...ASSUMPTION);
}

function addClosings(parent: Command): void {
  command(
    parent,
    'closings',
    '各月结账情况 / months of the books',
    from(books, (m) => m.ledgerClosingsCommand),
  );
  command(
    parent,
    'close <month>',
    '申请月末结账 / propose to close a month',
    from(finance, (m) => m.ledgerCloseCommand),
  );
  command(
    parent,
    'reopen <month>',
    '申请重开月份 / propose to reopen a month',
    from(finance, (m) => m.ledgerReopenCommand),
  ).requiredOption('--reason <text>', '理由 / reason');
  command(
    parent,
    'close-year <year>',
    '申请年终结转；结余默认结转下年 / propose to close a year',
    from(finance, (m) => m.ledgerCloseYearCommand),
  ).option('--return <funds...>', '结余上缴的资金 / funds whose balance is returned');
  command(
    parent,
    'proposals',
    '待复核和已办结的申请 / proposals',
    from(books, (m) => m.ledgerProposalsCommand),
  );
  command(
    parent,
    'decide <id> <decision>',
    '复核申请：approve 或 refuse / decide a proposal',
    from(finance, (m) => m.ledgerDecideCommand),
  ).option('--note <text>', '意见 / note');
  command(
    parent,
    'withdraw <id>',
    '撤回自己的申请 / withdraw a proposal',
    from(finance, (m) => m.ledgerWithdrawCommand),
  );
}
