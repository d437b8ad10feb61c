import { Fragment, useContext } from 'react';
import { Dialog } from '@/components/ui/Dialog';
import { Kbd } from '@/components/ui/Kbd';
import { CharacterKeysContext } from '@/lib/characterKeys';
import { heldOf, KEYS, REASON_KEYS, shownKey, type Command, type KeyGroup, type ReasonCommand } from './keys';
import { words } from './keysWords';
import { words as shared } from './words';
import styles from './KeysDialog.module.css';

const GROUPS: readonly KeyGroup[] = ['decide', 'move', 'find', 'why', 'view'];
const LINES = [...KEYS, ...REASON_KEYS];
/** Of a list of at most nine reasons. */
const DIGITS = ['1', '9'];

/** All keys, from the table that the keyboard obeys. */
export default function KeysDialog({ onClose }: { onClose: () => void }) {
  const on = useContext(CharacterKeysContext);
  return (
    <Dialog open title={words.keysTitle} onClose={onClose} width="46rem" reads>
      <p className={styles.hint}>{on ? words.keysHint : words.keysOff}</p>
      <p className={styles.hint}>{words.keysPlaces}</p>
      {/* Here they are told, whether they are on or not. */}
      <CharacterKeysContext value>
        <div className={styles.groups}>
          {GROUPS.map((group) => (
            <section key={group} aria-label={words.keyGroups[group]}>
              <h3 className={styles.group}>{words.keyGroups[group]}</h3>
              <dl className={styles.lines}>
                {group === 'why' && <KeyLine keys={DIGITS} between="–" means={words.answers.reason} />}
                {rowsOf(group).map((row) => (
                  <KeyLine key={row.means} {...row} />
                ))}
              </dl>
            </section>
          ))}
        </div>
      </CharacterKeysContext>
    </Dialog>
  );
}

type Row = { held?: readonly string[]; keys: readonly string[]; between?: string; means: string };

/** What means the same stands in one row. */
function rowsOf(group: KeyGroup): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const line of LINES.filter((one) => one.group === group)) {
    const means = meaningOf(line.command);
    rows.set(means, { held: heldOf(line), keys: [...(rows.get(means)?.keys ?? []), ...line.keys], means });
  }
  return [...rows.values()];
}

function KeyLine({ held = [], keys, between, means }: Row) {
  return (
    <div className={styles.line}>
      <dt className={styles.keys}>
        {[...held, ...keys].map((key, index) => (
          <Fragment key={key}>
            {index > 0 && between}
            <Kbd>{shownKey(key)}</Kbd>
            <span className="sr-only">{words.keyName(key) ?? <span translate="no">{shownKey(key)}</span>} </span>
          </Fragment>
        ))}
      </dt>
      <dd>{means}</dd>
    </div>
  );
}

function meaningOf(command: Command | ReasonCommand): string {
  if (command.do === 'move') return words.moves[command.to];
  if (command.do === 'extend') return words.extends;
  return { ...shared.does, ...words.answers }[command.do];
}
