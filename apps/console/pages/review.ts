/** A delivery as its page reviews it. */
import type { paths } from '@duoping/client';

export type Review = paths['/api/deliveries/{id}/review']['get']['responses'][200]['content']['application/json'];
