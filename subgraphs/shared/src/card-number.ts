/** Digits as people and machines write them: spaces and dashes may stand between. */
const digitRuns = /\d(?:[ -]?\d){12,18}/g;

/** Whether a text holds what is most likely a card number: 13 to 19 digits with a valid check digit (Luhn). */
export function holdsCardNumber(text: string): boolean {
  return (text.match(digitRuns) ?? []).some((run) => passesLuhn(run.replace(/[ -]/g, '')));
}

function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
