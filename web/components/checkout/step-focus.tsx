'use client';
import { useEffect, useRef } from 'react';

let lastStep: string | null = null;

/** Moves the focus to the step's title when the step has changed, so that a screen reader says where one is. */
export function StepFocus({ step }: { step: string }) {
  const done = useRef(false);
  useEffect(() => {
    if (done.current) return;
    done.current = true;
    if (lastStep !== null && lastStep !== step) document.getElementById('step-title')?.focus();
    lastStep = step;
  }, [step]);
  return null;
}
