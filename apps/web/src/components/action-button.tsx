import { Button } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { ActionDialog, type Asking } from './action-dialog.tsx';

interface Props<I extends z.ZodObject, O extends z.ZodType> extends Asking<I, O> {
  /** The word on the button; the title without it. */
  readonly label?: string;
  readonly primary?: boolean;
  readonly small?: boolean;
}

/** A button that asks in a dialog before anything is sent. */
export function ActionButton<I extends z.ZodObject, O extends z.ZodType>(props: Props<I, O>) {
  const { label, title, primary = false, small = false, danger = false } = props;
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        type={primary ? 'primary' : 'default'}
        size={small ? 'small' : 'middle'}
        danger={danger}
        onClick={() => setOpen(true)}
      >
        {label ?? title}
      </Button>
      <ActionDialog {...props} open={open} onClose={() => setOpen(false)} />
    </>
  );
}
