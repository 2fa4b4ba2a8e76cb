/**
 * Records in one SQLite file of the data directory: for an installation that is one process, with
 * nothing to install.
 */
@NullMarked
package org.zoetrope.records.sqlite;

import org.jspecify.annotations.NullMarked;
