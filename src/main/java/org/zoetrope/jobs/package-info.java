/**
 * Who works on what now, and what waits for somebody: leases and a queue over records, with no
 * engine of their own.
 */
@NullMarked
package org.zoetrope.jobs;

import org.jspecify.annotations.NullMarked;
