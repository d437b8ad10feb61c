import { useEffect, useRef } from 'react';
import { onOtherLook } from '@/lib/otherLook';
import type { Changed } from '@/live/scanLive';
import { useDesk } from '../deskContext';
import type { Fit } from '../fit';
import { placeOf } from '../geometry';
import { isStill } from '../motion';
import type { Typography } from '../typography';
import { deskPorts } from './deskPorts';
import { Outgoing } from './outgoing';
import { Painter } from './painter';
import { readPalette } from './palette';
import { sceneOf } from './scene';
import styles from './CanvasLayer.module.css';

const FADE_MS = 160;

type CanvasLayerProps = {
  layout: Fit;
  type: Typography;
  targetSeconds: number;
  /** The first picture is there, in full. */
  onThere: () => void;
};

/** All the cards as one picture. What can be read or pressed of it is the grid's affair. */
export default function CanvasLayer({ layout, type, targetSeconds, onThere }: CanvasLayerProps) {
  const setting = useDesk();
  const canvas = useRef<HTMLCanvasElement>(null);
  const before = useRef<HTMLCanvasElement>(null);
  const target = useRef(targetSeconds);
  const lay = useRef<(() => void) | null>(null);
  const shown = useRef({ layout, type });

  useEffect(() => {
    const [element, layer] = [canvas.current, before.current];
    if (!element || !layer) return undefined;
    const { desk, live, clock, likes } = setting;
    const painter = new Painter(element, deskPorts(setting, () => target.current));
    const outgoing = new Outgoing(layer);
    const appearing = appear(element);
    let isPainted = false;
    let frame = 0;
    const paint = () => {
      frame = 0;
      if (!painter.paint(() => performance.now())) {
        soon();
        return;
      }
      if (!isPainted) void appearing.then(onThere);
      isPainted = true;
      outgoing.release();
    };
    const soon = () => {
      frame ||= requestAnimationFrame(paint);
    };
    let palette = readPalette();
    const anew = () => {
      if (isPainted) outgoing.keep(element);
      painter.lay(sceneOf(shown.current.layout, shown.current.type, palette, devicePixelRatio));
      soon();
    };
    const inOtherColours = () => {
      palette = readPalette();
      anew();
    };
    const lookAnew = () => {
      painter.lookAnew();
      soon();
    };
    let { claims } = live.state();
    let marks = likes.marks();
    const onTasks = (changed: Changed) => {
      const isClaim = live.state().claims !== claims;
      ({ claims } = live.state());
      if (changed === 'all' || isClaim) painter.lookAnew();
      else for (const { id } of changed) touch(desk.grid.placeOf(id));
      const before = marks;
      marks = likes.marks();
      for (const id of marks === before ? [] : [...before.keys(), ...marks.keys()]) {
        if (marks.get(id) !== before.get(id)) touch(desk.grid.placeOf(id));
      }
      soon();
    };
    const onSlots = (slots: readonly number[]) => {
      for (const slot of slots) touch(placeOf(shown.current.layout, slot));
      soon();
    };
    const touch = (at: number | null) => at !== null && painter.touch(at);
    const tick = () => {
      painter.age();
      soon();
    };
    lay.current = anew;
    const stops = [
      live.subscribe(onTasks),
      desk.grid.onSlots(onSlots),
      desk.onDeciding(lookAnew),
      desk.filter.onChange(lookAnew),
      desk.selection.onChange(lookAnew),
      clock.onTick(tick),
      onOtherLook(inOtherColours),
    ];
    return () => {
      for (const stop of stops) stop();
      cancelAnimationFrame(frame);
      lay.current = null;
    };
  }, [setting, onThere]);

  useEffect(() => {
    target.current = targetSeconds;
    shown.current = { layout, type };
    lay.current?.();
  }, [layout, type, targetSeconds]);

  return (
    <>
      <canvas ref={canvas} className={styles.canvas} aria-hidden="true" />
      <canvas ref={before} className={styles.canvas} aria-hidden="true" />
    </>
  );
}

/** Let the picture fade in over what was there before. Resolves when it is there. */
async function appear(canvas: HTMLCanvasElement): Promise<void> {
  if (isStill()) return;
  const fade = canvas.animate([{ opacity: 0 }, { opacity: 1 }], { duration: FADE_MS });
  // One that has gone from the page meanwhile ends without being seen.
  await fade.finished.catch(() => undefined);
}
