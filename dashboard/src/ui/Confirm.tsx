import { AlertDialog } from '@base-ui/react/alert-dialog';
import { type ReactNode, useState } from 'react';
import { useMay } from '../signin/may';

interface Props {
  label: string;
  title: string;
  children: ReactNode;
  confirm: string;
  /** Asked for where what happens must be explained to whoever reads the log. */
  reason?: boolean;
  disabled?: boolean;
  /** Whether something is lost by it. */
  danger?: boolean;
  onConfirm: (reason: string) => void;
}

/** A button of something that is not to be done by mistake: asks first. Viewers are not offered it. */
export function Confirm({ label, title, children, confirm, reason = false, disabled = false, danger = true, onConfirm }: Props) {
  const [open, setOpen] = useState(false);
  const [why, setWhy] = useState('');
  if (!useMay().change) return null;
  return (
    <AlertDialog.Root open={open} onOpenChange={setOpen}>
      <AlertDialog.Trigger className={danger ? 'button danger' : 'button'} disabled={disabled}>
        {label}
      </AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="backdrop" />
        <AlertDialog.Popup className="dialog">
          <AlertDialog.Title>{title}</AlertDialog.Title>
          <AlertDialog.Description render={<div />}>{children}</AlertDialog.Description>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              setOpen(false);
              onConfirm(why.trim());
            }}
          >
            {reason && (
              <label className="field">
                <span>Reason</span>
                <input value={why} onChange={(event) => setWhy(event.target.value)} required maxLength={200} />
              </label>
            )}
            <div className="actions">
              <AlertDialog.Close className="button">Keep</AlertDialog.Close>
              <button type="submit" className={danger ? 'button danger' : 'button primary'}>
                {confirm}
              </button>
            </div>
          </form>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
