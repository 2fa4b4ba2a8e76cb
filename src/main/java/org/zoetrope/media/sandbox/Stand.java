package org.zoetrope.media.sandbox;

/** What the threads of a child and its descendants do at a moment, the busiest of them. */
enum Stand {
    /** One runs, could run, or waits for a disk: which is the machine's fault, not the child's. */
    ABLE,
    /** All sleep: for input, for each other, for who reads their output. */
    ASLEEP,
    /** None can run, and one was stopped, as SIGSTOP does. */
    STOPPED
}
