import { z } from 'zod';
import type { Label } from '../base/label.ts';
import { LabelSchema } from '../module/schemas.ts';
import { bareLabel } from '../module/reading.ts';
import type { FormFieldSchema } from './lifecycle-contract.ts';

type FormField = z.infer<typeof FormFieldSchema>;

/** The words of a field, for `schema.meta(asked(…))`: what a form calls it, and its values where there are codes. */
export const asked = (label: Label, options?: Readonly<Record<string, Label>>) => ({
  label,
  ...(options === undefined ? {} : { options }),
});

/** What JSON schema says of one field, as far as a form needs it. */
const Property = z.object({
  type: z.string().optional(),
  format: z.string().optional(),
  enum: z.array(z.string()).optional(),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  maxLength: z.number().optional(),
  label: LabelSchema.optional(),
  options: z.record(z.string(), LabelSchema).optional(),
});
type Property = z.infer<typeof Property>;

/** The form of an input. A field that may be left out and has no words is the system's own and is not asked for. */
export function formFields(schema: z.ZodObject): FormField[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' });
  return Object.entries(properties).flatMap(([name, json]) => {
    const property = Property.parse(json);
    const isRequired = required.includes(name);
    if (property.label === undefined && !isRequired) return [];
    return [toField(name, property, isRequired)];
  });
}

const toField = (name: string, property: Property, required: boolean): FormField => ({
  name,
  label: property.label ?? bareLabel(name),
  type: typeOf(property),
  required,
  options: (property.enum ?? []).map((value) => ({
    value,
    label: property.options?.[value] ?? bareLabel(value),
  })),
  initial: property.default ?? null,
  min: property.minimum ?? null,
  max: property.maximum ?? property.maxLength ?? null,
});

function typeOf(property: Property): FormField['type'] {
  if (property.enum !== undefined) return 'choice';
  switch (property.type) {
    case 'boolean':
      return 'flag';
    case 'integer':
    case 'number':
      return 'number';
    case 'array':
      return 'list';
    default:
      return property.format === 'date' ? 'date' : 'text';
  }
}
