/**
 * Who people are: accounts and their channels, passwords, sessions. Knows nothing of HTTP; the
 * doors ask it who holds a token and who may sign in.
 */
@NullMarked
package org.zoetrope.identity;

import org.jspecify.annotations.NullMarked;
