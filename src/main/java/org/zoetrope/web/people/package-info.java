/** Signing in and out, and what a person is told about themselves. */
@NullMarked
package org.zoetrope.web.people;

import org.jspecify.annotations.NullMarked;
