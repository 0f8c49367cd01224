import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { holdsCardNumber } from '../../../subgraphs/shared/src/card-number.ts';
import { dataDirOfShop } from './sandbox.ts';

/** A text that holds a card number, and where it was found. */
export type Finding = { readonly where: string; readonly number: string };

/**
 * Numbers as card networks issue them (first digits, and 13 to 19 digits), standing alone: not in the middle of an id, a
 * hash or a time. Source of the first digits: ISO/IEC 7812 ranges of Visa, Mastercard, American Express, Diners, Discover,
 * JCB, UnionPay and Maestro.
 */
const issued = /(?<![\w.+-])(?:4|5[0-8]|2[2-7]|3[0-9]|6[0-9])\d?(?:[ -]?\d){11,17}(?![\w-]|\.\d)/g;

/** The card numbers in a text. */
export function cardNumbersIn(text: string): string[] {
  return (text.match(issued) ?? []).filter((number) => holdsCardNumber(number));
}

/** Everything that the shop has stored: its databases, its queues, its mails and SMS, its payments' ledger, its logs. */
export async function scanShop(): Promise<{ findings: Finding[]; texts: number }> {
  const findings: Finding[] = [];
  let texts = 0;
  const look = (where: string, text: string): void => {
    texts += 1;
    findings.push(...cardNumbersIn(text).map((number) => ({ where, number })));
  };
  await scanPostgres(look);
  for (const file of filesBelow(dataDirOfShop())) {
    if (file.endsWith('.sqlite') || file.endsWith('.db')) scanSqlite(file, look);
    else if (/\.(log|jsonl|json|eml)$/.test(file)) {
      for (const line of readFileSync(file, 'utf8').split('\n')) look(file, line);
    }
  }
  return { findings, texts };
}

type Look = (where: string, text: string) => void;

async function scanPostgres(look: Look): Promise<void> {
  const url = new URL(process.env.SOUK_E2E_DATABASE!);
  const databases = await queried(url, `SELECT datname AS name FROM pg_database WHERE datname LIKE 'souk_%'`);
  for (const { name: database } of databases) {
    const at = new URL(url);
    at.pathname = `/${database}`;
    // Bytes are pictures and documents: in hexadecimal, any digits may follow each other there.
    const tables = await queried(
      at,
      `SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name,
         string_agg(quote_ident(column_name), ', ') AS columns
       FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
       WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
         AND data_type <> 'bytea' GROUP BY 1`,
    );
    for (const { name, columns } of tables) {
      const rows = await queried(
        at,
        `SELECT to_json(t)::text AS name FROM (SELECT ${columns} FROM ${name}) t`,
      );
      for (const row of rows) look(`${database} ${name}`, row.name!);
    }
  }
}

async function queried(url: URL, statement: string): Promise<Record<string, string>[]> {
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    return (await client.query<Record<string, string>>(statement)).rows;
  } finally {
    await client.end();
  }
}

function scanSqlite(file: string, look: Look): void {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
    for (const { name } of tables) {
      for (const row of database.prepare(`SELECT * FROM "${String(name)}"`).iterate()) {
        const texts = Object.values(row).filter((value) => typeof value === 'string');
        look(`${file} ${String(name)}`, JSON.stringify(texts));
      }
    }
  } finally {
    database.close();
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    // PostgreSQL's own files are read through PostgreSQL.
    if (entry.isDirectory()) return entry.name === 'cluster' ? [] : filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}
