/**
 * Who works on what: leases over records, the order of waiting work, and how far it has come. No
 * engine of its own: everything here can be read off the records.
 */
@NullMarked
package org.zoetrope.jobs;

import org.jspecify.annotations.NullMarked;
