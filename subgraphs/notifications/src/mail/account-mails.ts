import type { Template } from '../delivery/template.ts';
import { greetingName } from '../wording/clean-text.ts';
import type { MailContent } from './mail-content.ts';

export const welcomeMail: Template<'UserRegistered', MailContent> = (user, { language, storeUrl }) => {
  const { welcome: words, hello } = language.words;
  return {
    subject: words.subject,
    preview: words.preview,
    blocks: [
      { kind: 'heading', text: words.heading },
      { kind: 'paragraph', text: hello(greetingName(user.firstName)) },
      { kind: 'paragraph', text: words.text },
      { kind: 'button', label: words.action, url: `${storeUrl}/` },
      { kind: 'notice', text: words.notYou },
    ],
  };
};

export const securityMail: Template<'SessionRevoked', MailContent> = (session, { language, storeUrl }) => {
  const { hello } = language.words;
  const words =
    session.reason === 'TOKEN_REUSED' ? language.words.tokenReused : language.words.passwordChanged;
  return {
    subject: words.subject,
    preview: words.preview,
    blocks: [
      { kind: 'heading', text: words.heading },
      { kind: 'paragraph', text: hello(greetingName(session.firstName)) },
      { kind: 'paragraph', text: words.text },
      { kind: 'notice', text: words.advice },
      { kind: 'button', label: words.action, url: `${storeUrl}/account` },
    ],
  };
};
