/**
 * What changed, for whoever listens: record changes handed on to many listeners in this process.
 * Hints only: a listener that missed something reads the records.
 */
@NullMarked
package org.zoetrope.events;

import org.jspecify.annotations.NullMarked;
