package org.zoetrope.media.sandbox;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Emits the system call filter of a child: a deny list as classic BPF. Denied calls fail with
 * EPERM, {@code clone3} with ENOSYS so that the C library falls back to {@code clone}, whose flags
 * can be seen: threads are allowed, processes are not.
 */
final class Seccomp {
    /** How a child may make processes. */
    enum Fork {
        /** Never. */
        DENIED,
        /**
         * The supervisor is asked by notification: it lets the one pass that starts the child, and
         * hangs up; from then on there is none.
         */
        ASKED
    }

    private static final int ALLOW = 0x7fff0000;
    private static final int EPERM = 0x00050001;
    private static final int ENOSYS = 0x00050026;
    private static final int ASK = 0x7fc00000;
    private static final int KILL = 0x80000000;
    private static final int CLONE_THREAD = 0x00010000;
    private static final int X32 = 0x40000000;

    private static final short LOAD = 0x20;
    private static final short EQUAL = 0x15;
    private static final short AT_LEAST = 0x35;
    private static final short ANY_BIT = 0x45;
    private static final short RETURN = 0x06;

    private static final int NUMBER = 0;
    private static final int ARCHITECTURE = 4;

    private final Architecture machine;
    private final List<long[]> program = new ArrayList<>();

    private Seccomp(Architecture machine) {
        this.machine = machine;
    }

    /** The filter as an array of {@code struct sock_filter}, 8 bytes each. */
    static byte[] filter(Architecture machine, Fork fork) {
        Seccomp filter = new Seccomp(machine);
        filter.emit(fork);
        return filter.bytes();
    }

    private void emit(Fork fork) {
        add(LOAD, 0, 0, ARCHITECTURE);
        add(EQUAL, 1, 0, machine.audit());
        add(RETURN, 0, 0, KILL);
        add(LOAD, 0, 0, NUMBER);
        add(AT_LEAST, 0, 1, X32); // the other calling convention of x86-64 would pass by all below
        add(RETURN, 0, 0, EPERM);
        refuse(machine.number("clone3"), ENOSYS);
        machine.denied().forEach(number -> refuse(number, EPERM));
        onlyForItself();
        onlyThreads(fork == Fork.ASKED ? ASK : EPERM);
        add(RETURN, 0, 0, ALLOW);
    }

    private void refuse(int number, int answer) {
        add(EQUAL, 0, 1, number);
        add(RETURN, 0, 0, answer);
    }

    /** Calls that take a process id pass with 0, which means the caller. */
    private void onlyForItself() {
        for (Map.Entry<Integer, Integer> call : machine.ofProcesses().entrySet()) {
            add(EQUAL, 0, 4, call.getKey());
            add(LOAD, 0, 0, argument(call.getValue()));
            add(EQUAL, 1, 0, 0);
            add(RETURN, 0, 0, EPERM);
            add(LOAD, 0, 0, NUMBER);
        }
    }

    private void onlyThreads(int answer) {
        add(EQUAL, 0, 3, machine.number("clone"));
        add(LOAD, 0, 0, argument(0));
        add(ANY_BIT, 1, 0, CLONE_THREAD);
        add(RETURN, 0, 0, answer);
    }

    /** Offset of the low half of an argument; both machines are little-endian. */
    private static int argument(int index) {
        return 16 + 8 * index;
    }

    private void add(short code, int then, int otherwise, int value) {
        program.add(new long[] {code, then, otherwise, value});
    }

    private byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(program.size() * 8).order(ByteOrder.LITTLE_ENDIAN);
        for (long[] line : program) {
            out.putShort((short) line[0]).put((byte) line[1]).put((byte) line[2]);
            out.putInt((int) line[3]);
        }
        return out.array();
    }
}
