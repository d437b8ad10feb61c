import { Button } from '@/components/ui/Button';
import { CopyText } from '@/components/ui/CopyText';
import { intakeWords } from './words';

/** What can be done with words that a closed scan takes no more: copy them to somewhere else, or let go of them. */
export default function LeftActions({ text, onDiscard }: { text: string; onDiscard: () => void }) {
  return (
    <CopyText text={text}>
      <Button tone="danger" look="plain" onClick={onDiscard}>
        {intakeWords.list.discard}
      </Button>
    </CopyText>
  );
}
