interface Chip<K extends string> {
  readonly key: K;
  readonly text: string;
  readonly count?: number;
}

interface Props<K extends string> {
  readonly label: string;
  readonly chips: readonly Chip<K>[];
  readonly selected: K;
  readonly onSelect: (key: K) => void;
}

/** A row of buttons of which one is pressed; wraps on a phone, where a segmented control would be cut off. */
export const FilterChips = <K extends string>({ label, chips, selected, onSelect }: Props<K>) => (
  <div className="chips" role="group" aria-label={label}>
    {chips.map(({ key, text, count }) => (
      <button
        key={key}
        type="button"
        className="chip"
        aria-pressed={key === selected}
        onClick={() => onSelect(key)}
      >
        {text}
        {count !== undefined && <span className="chip-count">{count.toLocaleString('en-US')}</span>}
      </button>
    ))}
  </div>
);
