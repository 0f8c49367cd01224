const starPath = 'm8 1.3 2 4.3 4.7.6-3.5 3.2.9 4.7L8 11.8l-4.1 2.3.9-4.7L1.3 6.2 6 5.6 8 1.3Z';

function fillOf(average: number, star: number): number {
  return Math.min(1, Math.max(0, average - star));
}

/** Five stars filled to a rating. Decorative: the rating is said in text beside them. */
export function Stars({ average, size = 16 }: { average: number; size?: number }) {
  return (
    <svg aria-hidden="true" width={size * 5} height={size} viewBox="0 0 80 16" className="shrink-0">
      {[0, 1, 2, 3, 4].map((star) => (
        <g key={star} transform={`translate(${star * 16} 0)`}>
          <path d={starPath} className="fill-line" />
          <svg aria-hidden="true" width={fillOf(average, star) * 16} height="16">
            <path d={starPath} className="fill-star" />
          </svg>
        </g>
      ))}
    </svg>
  );
}

interface RatingProps {
  readonly rating: { readonly average?: number | null; readonly count: number };
  readonly size?: number;
}

/** A product's rating: one star and the number on cards. Nothing where there are no reviews. */
export function RatingShort({ rating }: RatingProps) {
  if (!rating.average || rating.count === 0) return null;
  return (
    <span className="inline-flex items-center gap-1 text-small whitespace-nowrap text-soft tabular-nums">
      <svg aria-hidden="true" width="14" height="14" viewBox="0 0 16 16">
        <path d={starPath} className="fill-star" />
      </svg>
      <span className="sr-only">Rated </span>
      {rating.average.toFixed(1)}
      <span className="sr-only"> of 5 by {rating.count} customers</span>
      <span aria-hidden="true" className="text-faint">
        ({rating.count})
      </span>
    </span>
  );
}
