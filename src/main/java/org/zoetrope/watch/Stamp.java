package org.zoetrope.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * By what we know a file again without reading it.
 *
 * @param inode empty where the file system has none. Without the device: that changes when a share
 *     is mounted again.
 */
record Stamp(long size, Instant modified, String inode) {
    private static final Pattern INODE = Pattern.compile("ino=(\\d+)");

    static Stamp of(BasicFileAttributes attributes) {
        Matcher inode = INODE.matcher(String.valueOf(attributes.fileKey()));
        return new Stamp(
                attributes.size(),
                attributes.lastModifiedTime().toInstant(),
                inode.find() ? inode.group(1) : "");
    }

    /** Of the file itself, never of what a link leads to. */
    static Stamp of(Path file) throws IOException {
        return of(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    }
}
