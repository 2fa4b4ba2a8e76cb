package org.zoetrope.video;

/** Who may watch a video. */
public enum Visibility {
    /** Everyone; listed. */
    PUBLIC,
    /** Everyone who has the link; not listed. */
    UNLISTED,
    /** The owner and those who administer the site. */
    PRIVATE
}
