import { useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { Button, type ButtonProps } from './Button';

/** On a screen that is touched two presses are not called a double click: for so long the second may belong to the first. */
const DOUBLE_PRESS_MS = 500;

type Step = { readonly label: string; /** Says more than the label, for who does not see what stands beside it. */ readonly name: string };

type TwoStepButtonProps = Pick<ButtonProps, 'icon' | 'busy' | 'size'> & {
  first: Step;
  /** What the same button asks once it was pressed. */
  second: Step;
  onConfirm: () => void;
};

/** Does what cannot be taken back, and asks first, in its own place. A double click and a key held down are one press. */
export function TwoStepButton({ first, second, onConfirm, ...rest }: TwoStepButtonProps) {
  const [isAsked, setAsked] = useState(false);
  const askedAt = useRef(-Infinity);
  const { label, name } = isAsked ? second : first;

  const press = ({ detail, timeStamp }: MouseEvent) => {
    if (!isAsked) {
      askedAt.current = timeStamp;
      setAsked(true);
    } else if (detail <= 1 && timeStamp - askedAt.current >= DOUBLE_PRESS_MS) {
      setAsked(false);
      onConfirm();
    }
  };
  const pressOnce = (event: KeyboardEvent) => {
    if (event.repeat) event.preventDefault();
  };

  return (
    <Button
      {...rest}
      tone="danger"
      look={isAsked ? 'solid' : 'plain'}
      aria-label={name}
      onBlur={() => setAsked(false)}
      onKeyDown={pressOnce}
      onClick={press}
    >
      {label}
    </Button>
  );
}
