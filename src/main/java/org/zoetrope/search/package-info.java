/**
 * What can be listed and found: a local full-text index that follows the records. A projection: it
 * may be thrown away at any time and is made anew from the records.
 */
@NullMarked
package org.zoetrope.search;

import org.jspecify.annotations.NullMarked;
