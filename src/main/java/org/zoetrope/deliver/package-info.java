/**
 * Who may fetch which bytes, under which address, and which part of them: the decision and the
 * arithmetic of handing out media, without any HTTP library.
 */
@NullMarked
package org.zoetrope.deliver;

import org.jspecify.annotations.NullMarked;
