import type { OrderStatus } from '@/lib/api/generated/graphql.ts';
import { orderProgress, orderSteps } from '@/lib/order-progress.ts';
import { Icon, type IconName } from '../ui/icon.tsx';

interface StatusStepperProps {
  readonly status: OrderStatus;
  readonly timeline: readonly { readonly status: OrderStatus }[];
}

const icons: readonly IconName[] = ['bag', 'card', 'check', 'truck', 'pin'];
const widths = ['w-0', 'w-1/4', 'w-2/4', 'w-3/4', 'w-full'];
const halfWidths = ['w-[12.5%]', 'w-[37.5%]', 'w-[62.5%]', 'w-[87.5%]', 'w-full'];

/** The way of an order from placed to delivered; the line fills as it moves. */
export function StatusStepper({ status, timeline }: StatusStepperProps) {
  const progress = orderProgress(status, timeline);
  const whole = Math.floor(progress);
  const stopped = status === 'CANCELLED';
  const width = (progress > whole ? halfWidths : widths)[whole] ?? 'w-0';
  return (
    <ol className="relative grid grid-cols-5" aria-label="Progress of the order">
      <div
        aria-hidden="true"
        className="absolute top-5 right-[10%] left-[10%] h-1 -translate-y-1/2 rounded-full bg-line"
      >
        <div className={`step-fill h-full rounded-full ${stopped ? 'bg-control' : 'bg-accent'} ${width}`} />
      </div>
      {orderSteps.map((label, index) => {
        const done = index <= whole;
        const next = !stopped && index === whole + 1;
        const look = done
          ? stopped
            ? 'bg-control text-inverse'
            : 'bg-accent text-on-accent'
          : next
            ? 'bg-surface text-accent ring-2 ring-accent'
            : 'bg-surface text-faint ring-1 ring-line';
        return (
          <li
            key={label}
            aria-current={index === whole ? 'step' : undefined}
            className="relative grid justify-items-center gap-2"
          >
            <span
              className={`grid size-10 place-items-center rounded-full transition-colors duration-500 ${look}`}
            >
              <Icon name={icons[index] ?? 'check'} size={18} className={next ? 'pulse-dot' : ''} />
            </span>
            <span
              className={`text-center text-[0.6875rem] sm:text-small ${done ? 'font-medium text-ink' : 'text-faint'}`}
            >
              {label}
              <span className="sr-only">{done ? ', done' : ''}</span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
