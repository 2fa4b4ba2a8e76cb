/**
 * How bytes come in: uploads that can be interrupted anywhere, quotas, de-duplication, and the way
 * out again. The one place where bytes become a source; every door (tus, multipart, command line,
 * watch folder) goes through {@link Uploads}.
 */
@NullMarked
package org.zoetrope.ingest;

import org.jspecify.annotations.NullMarked;
