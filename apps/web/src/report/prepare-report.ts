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

/** Gives the server's report text what only the screen needs: anchors, figures as links, tables that scroll. */
export function prepareReport(html: string, tableName: string): PreparedReport {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const outline = anchorHeadings(page);
  linkFigures(page);
  wrapTables(page, tableName);
  return { html: page.body.innerHTML, outline, titled: page.querySelector('h1') !== null };
}

function anchorHeadings(page: Document): OutlineEntry[] {
  return [...page.querySelectorAll('h2, h3')].map((heading, index) => {
    if (heading.id === '') heading.id = `part-${index + 1}`;
    return { id: heading.id, text: heading.textContent.trim(), level: Number(heading.tagName.slice(1)) };
  });
}

/**
 * A button is one unbreakable box: lines before it are left ragged and a full stop after it may begin a line. A link
 * flows with the text, and opens in a new tab like any other.
 */
function linkFigures(page: Document): void {
  for (const button of page.querySelectorAll<HTMLElement>('button[data-figure]')) {
    const link = page.createElement('a');
    for (const { name, value } of button.attributes) {
      if (name !== 'type') link.setAttribute(name, value);
    }
    link.href = `?${new URLSearchParams({ figure: button.dataset.figure ?? '' })}`;
    link.append(...button.childNodes);
    button.replaceWith(link);
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
