package org.zoetrope.media.sandbox;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A platform thread that gives up its rights, starts one child, which inherits that, and waits for
 * its end.
 *
 * <p>A thread made by a restricted thread is restricted too. So this one must never wake a virtual
 * thread (that may make a carrier thread), complete a future, take a lock or log: it sets fields
 * and unparks one platform thread, the desk.
 *
 * <p>It has a table of descriptors of its own, all of which close when the child starts, so that
 * the child inherits none. In this thread the files stay open, because it must be able to load
 * classes (without them the whole program was seen to crash); the desk tells it which others to
 * close.
 */
final class RestrictedThread implements Runnable {
    private static final int NO_NEW_PRIVILEGES = 38;
    private static final long UNSHARE_AND_CLOSE_AT_EXEC = 2 | 4;
    private static final long LAST = 0xffffffffL;

    /** The rights to give up. */
    record Restriction(int ruleset, MemorySegment filter) {}

    private final Kernel kernel;
    private final @Nullable Restriction restriction;
    private final Kernel.Spawn spawn;
    private final Thread desk;
    private final Runnable atEnd;

    private volatile int listener = -1;
    private volatile int pid = -1;
    private volatile int thread = -1;
    private volatile int @Nullable [] superfluous;
    private volatile int status = -1;
    private volatile @Nullable Throwable failure;

    /**
     * @param restriction null only for the rehearsal
     * @param atEnd lock-free; tells the desk
     */
    RestrictedThread(
            Kernel kernel,
            @Nullable Restriction restriction,
            Kernel.Spawn spawn,
            Thread desk,
            Runnable atEnd) {
        this.kernel = kernel;
        this.restriction = restriction;
        this.spawn = spawn;
        this.desk = desk;
        this.atEnd = atEnd;
    }

    @Override
    public void run() {
        try {
            restrict();
            kernel.call("close_range", 3, LAST, UNSHARE_AND_CLOSE_AT_EXEC, 0, 0);
            thread = (int) kernel.call("gettid", 0, 0, 0, 0, 0);
            pid = kernel.spawn(spawn);
            LockSupport.unpark(desk);
            closeSuperfluous();
            status = kernel.await(pid);
        } catch (Throwable broken) {
            failure = broken;
        }
        atEnd.run();
        LockSupport.unpark(desk);
    }

    private void restrict() throws IOException {
        Restriction wanted = restriction;
        if (wanted == null) {
            return;
        }
        kernel.prctl(NO_NEW_PRIVILEGES, 1);
        kernel.call("landlock_restrict_self", wanted.ruleset(), 0, 0, 0, 0);
        // SECCOMP_SET_MODE_FILTER with SECCOMP_FILTER_FLAG_NEW_LISTENER
        listener = (int) kernel.call("seccomp", 1, 8, wanted.filter().address(), 0, 0);
        LockSupport.unpark(desk);
    }

    private void closeSuperfluous() throws IOException {
        int[] closing = superfluous;
        while (closing == null) {
            LockSupport.park(this);
            closing = superfluous;
        }
        for (int descriptor : closing) {
            kernel.close(descriptor);
        }
    }

    /**
     * Closes these in this thread's own table, then lets the child be reaped when it ends: whoever
     * wanted its process descriptor has it.
     */
    void goOn(Thread self, int[] closing) {
        superfluous = closing;
        LockSupport.unpark(self);
    }

    /** The kernel's id of this thread, which names its table of descriptors. */
    int thread() {
        return thread;
    }

    /** Asks the kernel's permission to make a process; -1 as long as there is nothing to ask. */
    int listener() {
        return listener;
    }

    int pid() {
        return pid;
    }

    int status() {
        return status;
    }

    @Nullable Throwable failure() {
        return failure;
    }
}
