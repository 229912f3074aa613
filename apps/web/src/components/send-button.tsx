import { App, Button } from 'antd';
import type { z } from 'zod';
import type { Contract } from '../../../../kernel/module/define-contract.ts';
import { type Announced, useAnnouncedSend } from './use-announced-send.ts';

interface Props<I extends z.ZodObject, O extends z.ZodType> extends Announced<z.output<O>> {
  readonly contract: Contract<I, O>;
  readonly input: z.input<I>;
  readonly label: string;
  readonly primary?: boolean;
  readonly small?: boolean;
}

/** Sends at once, without asking: for what can be taken back. */
export function SendButton<I extends z.ZodObject, O extends z.ZodType>(props: Props<I, O>) {
  const { contract, input, label, primary = false, small = false } = props;
  const { message } = App.useApp();
  const { send, wordsOf } = useAnnouncedSend(contract, props);
  return (
    <Button
      type={primary ? 'primary' : 'default'}
      size={small ? 'small' : 'middle'}
      loading={send.isPending}
      onClick={() =>
        send.mutate(input, {
          onError: (error) => {
            if (error.status !== 409) void message.error(wordsOf(error));
          },
        })
      }
    >
      {label}
    </Button>
  );
}
