import { Input } from 'antd';
import { useState } from 'react';

interface Props {
  readonly label: string;
  readonly hint: string;
  readonly value: string | undefined;
  readonly onSearch: (text: string | undefined) => void;
}

const TEXT_MAX = 40;

/** Asks the server once the text is complete, not for every letter. */
export function SearchBox({ label, hint, value, onSearch }: Props) {
  const [text, setText] = useState(value ?? '');
  return (
    <Input.Search
      className="search"
      aria-label={label}
      placeholder={hint}
      allowClear
      maxLength={TEXT_MAX}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onSearch={(typed) => onSearch(typed.trim() === '' ? undefined : typed.trim())}
    />
  );
}
