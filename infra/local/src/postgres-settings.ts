import { availableParallelism } from 'node:os';

/**
 * Server settings, passed on the command line so that a change takes effect at the next start. Sized for a
 * laptop with two cores that runs the whole system beside it.
 */
export function postgresSettings(options: { port: number; durable: boolean }): Record<string, string> {
  return {
    listen_addresses: '127.0.0.1',
    port: String(options.port),
    unix_socket_directories: '',
    max_connections: '300',
    shared_buffers: '256MB',
    effective_cache_size: '1GB',
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    // Short transactional statements: compiling them costs more than it saves, and reads come from memory.
    jit: 'off',
    random_page_cost: '1.1',
    max_parallel_workers_per_gather: availableParallelism() > 2 ? '2' : '0',
    // Outbox and inbox rows come and go quickly; late vacuuming makes their indexes slow.
    autovacuum_vacuum_scale_factor: '0.05',
    autovacuum_naptime: '20s',
    checkpoint_timeout: '15min',
    max_wal_size: '1GB',
    min_wal_size: '128MB',
    wal_level: 'minimal',
    max_wal_senders: '0',
    idle_in_transaction_session_timeout: '60s',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] %d ',
    ...(options.durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
}
