import { defineUseCase, type UseCase } from '../module/define-use-case.ts';
import { endAttachment } from './attachment.ts';
import { withdrawAttachment } from './contract.ts';

const withdraw = defineUseCase({
  id: 'attachment.withdraw',
  label: { zh: '撤回附件', en: 'withdraw an attachment' },
  contract: withdrawAttachment,
  run: async (context, { id, reason }) => {
    const output = await endAttachment(context, id, reason);
    const { objectKind, objectId } = output;
    return { output, about: { objectKind, objectId, details: { attachmentId: id } } };
  },
});

/** Use cases of attachments whose input is JSON; adding one takes a file and is bound by the server. */
export const useCases: readonly UseCase[] = [withdraw];
