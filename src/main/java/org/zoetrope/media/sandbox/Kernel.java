package org.zoetrope.media.sandbox;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.List;

/**
 * The few calls into the C library and the kernel that restricting a thread and starting a child
 * need. Stateless but for the handles, which are linked once, before any thread is restricted.
 */
@SuppressWarnings("restricted") // native access is what this class is for
final class Kernel {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup LIBC = LINKER.defaultLookup();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO_OF =
            STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final long OPAQUE = 1024;

    private final MethodHandle syscall;
    private final MethodHandle wait;
    private final MethodHandle pipe;
    private final MethodHandle open;
    private final MethodHandle close;
    private final MethodHandle prctl;
    private final MethodHandle ioctl;
    private final MethodHandle poll;
    private final MethodHandle spawn;
    private final MethodHandle actionsInit;
    private final MethodHandle addOpen;
    private final MethodHandle addDup;
    private final MethodHandle addDirectory;
    private final MethodHandle attributesInit;
    private final MethodHandle setMask;
    private final MethodHandle setFlags;
    private final Architecture machine;

    Kernel(Architecture machine) {
        this.machine = machine;
        syscall =
                LINKER.downcallHandle(
                        LIBC.findOrThrow("syscall"),
                        FunctionDescriptor.of(
                                JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG,
                                JAVA_LONG),
                        ERRNO,
                        Linker.Option.firstVariadicArg(1));
        wait = counted("wait4", JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
        pipe = counted("pipe2", ADDRESS, JAVA_INT);
        open = variadic("open", 2, ADDRESS, JAVA_INT, JAVA_INT);
        close = counted("close", JAVA_INT);
        prctl = variadic("prctl", 1, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
        ioctl = variadic("ioctl", 2, JAVA_INT, JAVA_LONG, ADDRESS);
        poll = counted("poll", ADDRESS, JAVA_LONG, JAVA_INT);
        spawn = plain("posix_spawn", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
        actionsInit = plain("posix_spawn_file_actions_init", ADDRESS);
        addOpen =
                plain(
                        "posix_spawn_file_actions_addopen",
                        ADDRESS,
                        JAVA_INT,
                        ADDRESS,
                        JAVA_INT,
                        JAVA_INT);
        addDup = plain("posix_spawn_file_actions_adddup2", ADDRESS, JAVA_INT, JAVA_INT);
        addDirectory = plain("posix_spawn_file_actions_addchdir_np", ADDRESS, ADDRESS);
        attributesInit = plain("posix_spawnattr_init", ADDRESS);
        setMask = plain("posix_spawnattr_setsigmask", ADDRESS, ADDRESS);
        setFlags = plain("posix_spawnattr_setflags", ADDRESS, JAVA_SHORT);
    }

    /** A call by its name in our tables, with up to five arguments. */
    long call(String name, long a, long b, long c, long d, long e) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long result =
                    (long) syscall.invokeExact(state, (long) machine.number(name), a, b, c, d, e);
            return checked(name, result, state);
        } catch (Throwable failure) {
            throw asIo(name, failure);
        }
    }

    long call(String name, long a, MemorySegment b, long c, long d) throws IOException {
        return call(name, a, b.address(), c, d, 0);
    }

    void prctl(int what, long value) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long result = (long) prctl.invokeExact(state, what, value, 0L, 0L, 0L);
            checked("prctl", result, state);
        } catch (Throwable failure) {
            throw asIo("prctl", failure);
        }
    }

    void ioctl(int descriptor, long request, MemorySegment argument) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long result = (long) ioctl.invokeExact(state, descriptor, request, argument);
            checked("ioctl", result, state);
        } catch (Throwable failure) {
            throw asIo("ioctl", failure);
        }
    }

    /** Whether the descriptor has something to read before the time is over. */
    boolean isReadable(int descriptor, int milliseconds) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment asked = arena.allocate(8, 8);
            asked.set(JAVA_INT, 0, descriptor);
            asked.set(JAVA_SHORT, 4, (short) 1);
            long result = (long) poll.invokeExact(state, asked, 1L, milliseconds);
            return checked("poll", result, state) == 1 && (asked.get(JAVA_SHORT, 6) & 1) != 0;
        } catch (Throwable failure) {
            throw asIo("poll", failure);
        }
    }

    /** Opens with O_CLOEXEC. */
    int open(String path, int flags) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long result =
                    (long) open.invokeExact(state, arena.allocateFrom(path), flags | 0x80000, 0);
            return (int) checked("open " + path, result, state);
        } catch (Throwable failure) {
            throw asIo("open", failure);
        }
    }

    void close(int descriptor) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long result = (long) close.invokeExact(state, descriptor);
            checked("close", result, state);
        } catch (Throwable failure) {
            throw asIo("close", failure);
        }
    }

    /** A pipe that no other child inherits: the reading and the writing end. */
    int[] pipe() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment ends = arena.allocate(8, 4);
            long result = (long) pipe.invokeExact(state, ends, 0x80000);
            checked("pipe", result, state);
            return new int[] {ends.get(JAVA_INT, 0), ends.get(JAVA_INT, 4)};
        } catch (Throwable failure) {
            throw asIo("pipe", failure);
        }
    }

    /** Waits for the child: its exit status, or 128 + the signal that ended it. */
    int await(long pid) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment status = arena.allocate(4, 4);
            long result = (long) wait.invokeExact(state, (int) pid, status, 0, MemorySegment.NULL);
            checked("wait4", result, state);
            int raw = status.get(JAVA_INT, 0);
            return (raw & 0x7f) == 0 ? raw >> 8 & 0xff : 128 + (raw & 0x7f);
        } catch (Throwable failure) {
            throw asIo("wait4", failure);
        }
    }

    /** What {@link #spawn} needs, built beforehand by a thread that is not restricted. */
    record Spawn(
            MemorySegment path,
            MemorySegment arguments,
            MemorySegment environment,
            MemorySegment actions,
            MemorySegment attributes,
            MemorySegment pid) {}

    /** Standard input is /dev/null; signals are not blocked; all else is inherited. */
    Spawn prepare(
            Arena arena,
            List<String> command,
            List<String> environment,
            String directory,
            int[] out)
            throws IOException {
        MemorySegment actions = arena.allocate(OPAQUE, 16);
        MemorySegment attributes = arena.allocate(OPAQUE, 16);
        try {
            done((int) actionsInit.invokeExact(actions));
            MemorySegment nothing = arena.allocateFrom("/dev/null");
            done((int) addOpen.invokeExact(actions, 0, nothing, 0, 0));
            done((int) addDup.invokeExact(actions, out[0], 1));
            done((int) addDup.invokeExact(actions, out[1], 2));
            done((int) addDirectory.invokeExact(actions, arena.allocateFrom(directory)));
            done((int) attributesInit.invokeExact(attributes));
            done((int) setMask.invokeExact(attributes, arena.allocate(128, 8)));
            done((int) setFlags.invokeExact(attributes, (short) 0x08));
        } catch (Throwable failure) {
            throw asIo("preparing a child", failure);
        }
        return new Spawn(
                arena.allocateFrom(command.getFirst()),
                strings(arena, command),
                strings(arena, environment),
                actions,
                attributes,
                arena.allocate(8, 8));
    }

    /** Starts the child from the calling thread, with that thread's restrictions. */
    int spawn(Spawn child) throws IOException {
        try {
            done(
                    (int)
                            spawn.invokeExact(
                                    child.pid(),
                                    child.path(),
                                    child.actions(),
                                    child.attributes(),
                                    child.arguments(),
                                    child.environment()));
            return child.pid().get(JAVA_INT, 0);
        } catch (Throwable failure) {
            throw asIo("posix_spawn", failure);
        }
    }

    private static MemorySegment strings(Arena arena, List<String> texts) {
        MemorySegment array = arena.allocate(ADDRESS, texts.size() + 1L);
        for (int i = 0; i < texts.size(); i++) {
            array.setAtIndex(ADDRESS, i, arena.allocateFrom(texts.get(i)));
        }
        return array;
    }

    private static void done(int error) throws IOException {
        if (error != 0) {
            throw new IOException("error number " + error);
        }
    }

    private static long checked(String what, long result, MemorySegment state) throws IOException {
        if (result < 0) {
            throw new IOException(
                    what + " failed with error number " + (int) ERRNO_OF.get(state, 0L));
        }
        return result;
    }

    private static IOException asIo(String what, Throwable failure) {
        return switch (failure) {
            case IOException already -> already;
            case Error fatal -> throw fatal;
            case RuntimeException mistake -> throw mistake;
            default -> new IOException(what, failure);
        };
    }

    /** With errno kept, and the result as a long. */
    private static MethodHandle counted(String name, MemoryLayout... arguments) {
        return widened(
                LINKER.downcallHandle(
                        LIBC.findOrThrow(name), FunctionDescriptor.of(JAVA_INT, arguments), ERRNO));
    }

    private static MethodHandle variadic(String name, int fixed, MemoryLayout... arguments) {
        return widened(
                LINKER.downcallHandle(
                        LIBC.findOrThrow(name),
                        FunctionDescriptor.of(JAVA_INT, arguments),
                        ERRNO,
                        Linker.Option.firstVariadicArg(fixed)));
    }

    private static MethodHandle plain(String name, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LIBC.findOrThrow(name), FunctionDescriptor.of(JAVA_INT, arguments));
    }

    private static MethodHandle widened(MethodHandle handle) {
        return handle.asType(handle.type().changeReturnType(long.class));
    }
}
