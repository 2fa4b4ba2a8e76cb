/**
 * The HTTP engine: routes as a table, requests and answers as values, handlers as plain blocking
 * code. The only place that knows which server library moves the bytes.
 */
@NullMarked
package org.zoetrope.web.http;

import org.jspecify.annotations.NullMarked;
