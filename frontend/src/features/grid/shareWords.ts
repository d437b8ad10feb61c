import { catalogue } from '@/lib/catalogue';

/** What is said of the way into a scan. */
export const words = catalogue({
  link: 'Link for workers',
  copy: 'Copy the link',
  copyByHand: 'The browser does not let us copy. It is selected: press Ctrl C or ⌘ C.',
  code: 'QR code of the link for workers',
  steps: (guests: boolean) => [
    'Show the code, send the link, or hold the picture up to their cameras.',
    guests ? 'They type their name, or sign in.' : 'They sign in, or make an account with a name and a password.',
    'What they send appears here at once, and they see your verdict.',
  ],
  network: 'For everybody on the network of this computer: they have to be on the same one.',
  closed:
    'This scan is closed: its link and its code let nobody new in. Whoever has been in it still reads there what became of their suggestions. Reopen it to invite workers again.',
  loopback: 'This link works on this computer only. To let others in, stop the server and start it on your network, with any other settings you use:',
});
