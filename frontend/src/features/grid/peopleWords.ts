import { catalogue } from '@/lib/catalogue';

/** What is said of those who are named in a scan, or let into it. */
export const peopleWords = catalogue({
  guests: {
    title: 'Guests',
    list: 'Guests of this scan',
    none: 'There are none.',
    came: 'came',
    ago: 'ago',
    hint: 'Who is removed is out at once, and that browser is not let in as a guest again. What was sent stays. The link still works with another browser: to close the door, switch guests off. Those who are in stay.',
    remove: 'Remove',
    removeOf: (name: string) => `Remove ${name}`,
    really: 'Really remove?',
    reallyOf: (name: string) => `Really remove ${name}?`,
  },
  moderators: {
    title: 'Moderators',
    hint: 'They decide here, edit the scan and share it, as its owner and every admin do.',
    list: 'Moderators of this scan',
    owner: 'owner',
    username: 'User name',
    usernameHint: 'From then on they decide here, and can send nothing any more. What they have sent stays.',
    add: 'Add',
  },
});
