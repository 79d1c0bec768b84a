import type { ReactNode } from 'react';
import { useToast } from './Toasts';

/** A secret that is shown this once, to be copied. */
export function Once({ label, value, children }: { label: string; value: string; children: ReactNode }) {
  const toast = useToast();
  return (
    <div className="notice" role="status">
      <p>{children}</p>
      <div className="once">
        <label className="field">
          <span>{label}</span>
          <input readOnly value={value} onFocus={(event) => event.target.select()} />
        </label>
        <button
          type="button"
          className="button primary"
          onClick={() => void navigator.clipboard.writeText(value).then(() => toast('Copied'), () => toast('Copy it by hand', 'The browser does not let this page copy.'))}
        >
          Copy
        </button>
      </div>
    </div>
  );
}
