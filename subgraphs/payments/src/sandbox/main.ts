import { parseConfig } from '@souk/shared/config';
import { runProcess } from '@souk/shared/process';
import { sandboxSettings } from './config.ts';
import { startSandbox } from './sandbox.ts';

runProcess('sandbox', process.env, async (logger) => {
  const config = parseConfig(sandboxSettings, process.env);
  const sandbox = await startSandbox({
    host: config.HOST,
    port: config.PORT,
    ledgerFile: config.LEDGER_FILE,
    apiKey: config.API_KEY,
    webhookUrl: config.WEBHOOK_URL,
    webhookSecret: config.WEBHOOK_SECRET,
    publicUrl: config.PUBLIC_URL,
    holdAnswerMs: config.HOLD_ANSWER_MS,
    authorisationTtlMs: config.AUTHORISATION_TTL_SECONDS * 1_000,
    actionTtlMs: config.ACTION_TTL_SECONDS * 1_000,
    webhookDelayMs: config.WEBHOOK_DELAY_MS,
    clock: () => new Date(),
    logger,
  });
  logger.info({ port: sandbox.port, ledgerFile: config.LEDGER_FILE }, 'listening');
  return { stopInOrder: [{ name: 'sandbox', stop: () => sandbox.stop() }] };
});
