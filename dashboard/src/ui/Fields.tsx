import { Field } from '@base-ui/react/field';
import type { ComponentProps, ReactNode } from 'react';

interface Props extends Omit<ComponentProps<typeof Field.Control>, 'className'> {
  name: string;
  label: string;
  hint?: ReactNode;
}

export function TextField({ name, label, hint, ...control }: Props) {
  return (
    <Field.Root name={name} className="field">
      <Field.Label>{label}</Field.Label>
      <Field.Control {...control} />
      {hint && <Field.Description className="quiet">{hint}</Field.Description>}
      <Field.Error className="field-error" />
    </Field.Root>
  );
}

export function TextArea({ name, label, hint, rows = 6, ...control }: Props & { rows?: number }) {
  return (
    <Field.Root name={name} className="field">
      <Field.Label>{label}</Field.Label>
      <Field.Control {...control} render={<textarea rows={rows} spellCheck={false} />} />
      {hint && <Field.Description className="quiet">{hint}</Field.Description>}
      <Field.Error className="field-error" />
    </Field.Root>
  );
}

export function Choice({ label, value, onChange, options }: { label: string; value: string; onChange: (value: string) => void; options: [string, string][] }) {
  return (
    <label className="field">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
