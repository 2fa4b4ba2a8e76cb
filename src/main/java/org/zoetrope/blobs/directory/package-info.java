/**
 * Objects as files of a local directory: the embedded backend.
 *
 * <pre>
 * zoetrope-blobs.id                              whose directory this is, written once
 * locks                                          byte ranges of it are locks; never deleted
 * objects/KIND/SU/SUBJECT~ATTEMPT                the bytes, nothing else
 * objects/KIND/SU/SUBJECT~ATTEMPT.sum            key, length, SHA-256, CRC32C of each MiB
 * staged/KIND~SUBJECT~ATTEMPT                    bytes on their way, see Blobs.stage
 * temporary/INSTANCE/TOKEN                       being put; cleared at the next start
 * </pre>
 *
 * <p>The checksums lie in a file of their own, so that the object's file can be sent as it is. It
 * is written first: an object that can be seen can be checked. Bytes are synced before they get
 * their final name, and the directory after that, before anything is acknowledged.
 */
@NullMarked
package org.zoetrope.blobs.directory;

import org.jspecify.annotations.NullMarked;
