import { consumers, ownerOf } from '@souk/shared/topology';
import { z } from 'zod';
import { provisionMessaging } from './aws.ts';

/** Creates the topics, queues, subscriptions and the bucket on the endpoint given, then ends. For docker-compose.yml. */
const { AWS_ENDPOINT_URL } = z.object({ AWS_ENDPOINT_URL: z.url() }).parse(process.env);
await provisionMessaging(AWS_ENDPOINT_URL, { consumers, ownerOf });
