import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { createRef } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { Composer } from './Composer';
import { TEXT_MOST } from './limits';

function show(state: { isPaused?: boolean; isFull?: boolean; survives?: boolean } = {}, draft = 'Seal is cut') {
  const onSubmit = vi.fn();
  render(
    <Composer
      ref={createRef()}
      draft={draft}
      onDraft={() => undefined}
      isPaused={false}
      isFull={false}
      survives
      left={0}
      onTakeUp={() => undefined}
      onSubmit={onSubmit}
      {...state}
    />,
  );
  return { onSubmit, box: screen.getByLabelText('Your suggestion'), button: screen.getByRole('button', { name: 'Send' }) };
}

describe('the composer', () => {
  it('sends by its button and by Ctrl+Enter', async () => {
    const { onSubmit, box, button } = show();
    await userEvent.click(button);
    await userEvent.type(box, '{Control>}{Enter}{/Control}');
    expect(onSubmit).toHaveBeenCalledTimes(2);
    expect(box).toHaveAccessibleDescription('Draft kept on this device');
  });

  it.each([
    ['the outbox is full', { isFull: true }, /^Full: 500 are not sent yet\. Your text is kept/],
    ['the scan is paused', { isPaused: true }, /^Paused\. Your draft is kept\.$/],
  ])('sends nothing and keeps the text while %s', async (_, state, note) => {
    const { onSubmit, box, button } = show(state);
    expect(button).toBeDisabled();
    await userEvent.type(box, '{Control>}{Enter}{/Control}');
    expect(onSubmit).not.toHaveBeenCalled();
    expect(box).toHaveValue('Seal is cut');
    expect(box).toHaveAccessibleDescription(note);
  });

  it.each([
    [1, '1 character too many'],
    [2, '2 characters too many'],
  ])('says by how much %i over is too long', (over, note) => {
    const { box, button } = show({}, 'x'.repeat(TEXT_MOST + over));
    expect(box).toHaveAccessibleDescription(note);
    expect(button).toBeDisabled();
  });

  it('speaks of no draft where there is none', () => {
    expect(show({ isPaused: true }, '').box).toHaveAccessibleDescription('Paused. What you write is kept.');
  });

  it('says when nothing survives the tab, and sends all the same', async () => {
    const { onSubmit, box, button } = show({ survives: false });
    expect(box).toHaveAccessibleDescription(/keeps nothing/);
    await userEvent.click(button);
    expect(onSubmit).toHaveBeenCalledOnce();
  });
});
