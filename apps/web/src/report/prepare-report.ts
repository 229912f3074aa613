import type { Figure } from '../../../../kernel/indicator/contract.ts';

export interface OutlineEntry {
  readonly id: string;
  readonly text: string;
  readonly level: number;
}

export interface PreparedReport {
  readonly html: string;
  readonly outline: readonly OutlineEntry[];
  /** Whether the text carries its own title. */
  readonly titled: boolean;
}

/** Gives the server's report text what only the screen needs: anchors, marks on figures, tables that scroll. */
export function prepareReport(html: string, figures: readonly Figure[], tableName: string): PreparedReport {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const outline = anchorHeadings(page);
  markFigures(page, new Map(figures.map((figure) => [figure.id, figure])));
  wrapTables(page, tableName);
  return { html: page.body.innerHTML, outline, titled: page.querySelector('h1') !== null };
}

function anchorHeadings(page: Document): OutlineEntry[] {
  return [...page.querySelectorAll('h2, h3')].map((heading, index) => {
    if (heading.id === '') heading.id = `part-${index + 1}`;
    return { id: heading.id, text: heading.textContent.trim(), level: Number(heading.tagName.slice(1)) };
  });
}

function markFigures(page: Document, figures: ReadonlyMap<string, Figure>): void {
  for (const button of page.querySelectorAll<HTMLElement>('.figure[data-figure]')) {
    const figure = figures.get(button.dataset.figure ?? '');
    if (figure === undefined) continue;
    button.title = figure.label.zh;
    button.classList.toggle('missing', figure.missing);
    button.classList.toggle('assumed', figure.assumptions.length > 0);
  }
}

function wrapTables(page: Document, name: string): void {
  page.querySelectorAll('table').forEach((table, index) => {
    const scroller = page.createElement('div');
    scroller.className = 'sheet-table';
    scroller.tabIndex = 0;
    scroller.setAttribute('role', 'group');
    scroller.setAttribute('aria-label', `${name} ${index + 1}`);
    table.replaceWith(scroller);
    scroller.append(table);
  });
}
