'use client';
import './globals.css';

/** The last resort, where even the frame of the page could not be rendered. */
export default function GlobalError({ retry }: { retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <main role="alert" className="container grid min-h-dvh place-content-center gap-4 text-center">
          <h1 className="text-heading">The shop is catching its breath</h1>
          <p className="text-soft">Something went wrong on our side. Please try again in a moment.</p>
          <button
            type="button"
            onClick={retry}
            className="min-h-11 justify-self-center rounded-full bg-accent px-6 font-medium text-on-accent"
          >
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
