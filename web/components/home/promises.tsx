import { Icon, type IconName } from '../ui/icon.tsx';

const promises: readonly (readonly [IconName, string, string])[] = [
  ['shield', 'Held for you', 'Your items are set aside before anything is charged.'],
  ['live', 'Follow it live', 'The order page moves by itself, from payment to your door.'],
  ['user', 'No account needed', 'Check out as a guest; keep an account if you like.'],
  ['back', 'Send it back', 'Ask for a return from the order page, refunded when it arrives.'],
];

/** What buying here is like. */
export function Promises() {
  return (
    <section aria-label="Why buy here" className="container mt-24">
      <ul className="grid gap-x-8 gap-y-7 rounded-xl bg-sunken p-7 sm:grid-cols-2 sm:p-10 lg:grid-cols-4">
        {promises.map(([icon, title, text]) => (
          <li key={title} className="grid content-start gap-2">
            <Icon name={icon} size={26} className="text-accent" />
            <h3 className="font-semibold">{title}</h3>
            <p className="text-soft">{text}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
