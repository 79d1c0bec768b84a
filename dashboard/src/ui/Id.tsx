import { useToast } from './Toasts';

/** An id, shortened; a click copies it whole. */
export function Id({ value }: { value: string | undefined }) {
  const toast = useToast();
  if (!value) return null;
  return (
    <button
      type="button"
      className="id"
      title={`${value} (copy)`}
      onClick={(event) => {
        event.stopPropagation();
        void navigator.clipboard?.writeText(value).then(() => toast('Copied', value));
      }}
    >
      {value.length > 13 ? `${value.slice(0, 8)}…${value.slice(-4)}` : value}
    </button>
  );
}
