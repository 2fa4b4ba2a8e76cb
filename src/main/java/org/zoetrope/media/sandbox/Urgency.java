package org.zoetrope.media.sandbox;

/** How much a child process may get in the way of the rest of the machine. */
public enum Urgency {
    /** A person waits for it: nice 10. */
    WAITED_FOR,
    /** Nobody waits: the idle scheduling class (it may starve), or nice 19 where that is denied. */
    BACKGROUND
}
