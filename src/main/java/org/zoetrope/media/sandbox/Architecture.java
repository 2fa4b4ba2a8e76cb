package org.zoetrope.media.sandbox;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A kind of machine: its name for the audit system and its system call numbers. */
enum Architecture {
    X86_64(0xC000003E, 0),
    AARCH64(0xC00000B7, 1);

    /** Never needed by FFmpeg; each one is a way out, or a way to do harm. */
    private static final List<String> DENIED =
            List.of(
                    "socket",
                    "socketpair",
                    "fork",
                    "vfork",
                    "ptrace",
                    "process_vm_readv",
                    "process_vm_writev",
                    "process_madvise",
                    "pidfd_open",
                    "pidfd_getfd",
                    "pidfd_send_signal",
                    "kill",
                    "tkill",
                    "tgkill",
                    "rt_tgsigqueueinfo",
                    "rt_sigqueueinfo",
                    "mount",
                    "umount2",
                    "mount_setattr",
                    "move_mount",
                    "open_tree",
                    "fsopen",
                    "fsmount",
                    "fsconfig",
                    "pivot_root",
                    "chroot",
                    "unshare",
                    "setns",
                    "keyctl",
                    "add_key",
                    "request_key",
                    "bpf",
                    "perf_event_open",
                    "userfaultfd",
                    "io_uring_setup",
                    "open_by_handle_at",
                    "kexec_load",
                    "kexec_file_load",
                    "init_module",
                    "finit_module",
                    "delete_module",
                    "swapon",
                    "reboot",
                    "syslog",
                    "mknodat",
                    "setsid",
                    "setpgid");

    /** Calls on processes and which argument is the id. */
    private static final Map<String, Integer> OF_PROCESSES =
            Map.of(
                    "prlimit64",
                    0,
                    "sched_setscheduler",
                    0,
                    "sched_setparam",
                    0,
                    "sched_setattr",
                    0,
                    "setpriority",
                    1,
                    "ioprio_set",
                    1);

    private static final Map<String, int[]> NUMBERS =
            Map.ofEntries(
                    // name, x86-64, aarch64; -1: does not exist there
                    entry("socket", new int[] {41, 198}),
                    entry("socketpair", new int[] {53, 199}),
                    entry("clone", new int[] {56, 220}),
                    entry("fork", new int[] {57, -1}),
                    entry("vfork", new int[] {58, -1}),
                    entry("kill", new int[] {62, 129}),
                    entry("ptrace", new int[] {101, 117}),
                    entry("syslog", new int[] {103, 116}),
                    entry("setpgid", new int[] {109, 154}),
                    entry("setsid", new int[] {112, 157}),
                    entry("rt_sigqueueinfo", new int[] {129, 138}),
                    entry("setpriority", new int[] {141, 140}),
                    entry("sched_setparam", new int[] {142, 118}),
                    entry("sched_setscheduler", new int[] {144, 119}),
                    entry("pivot_root", new int[] {155, 41}),
                    entry("chroot", new int[] {161, 51}),
                    entry("mount", new int[] {165, 40}),
                    entry("umount2", new int[] {166, 39}),
                    entry("swapon", new int[] {167, 224}),
                    entry("reboot", new int[] {169, 142}),
                    entry("init_module", new int[] {175, 105}),
                    entry("delete_module", new int[] {176, 106}),
                    entry("tkill", new int[] {200, 130}),
                    entry("kexec_load", new int[] {246, 104}),
                    entry("gettid", new int[] {186, 178}),
                    entry("tgkill", new int[] {234, 131}),
                    entry("add_key", new int[] {248, 217}),
                    entry("request_key", new int[] {249, 218}),
                    entry("keyctl", new int[] {250, 219}),
                    entry("ioprio_set", new int[] {251, 30}),
                    entry("mknodat", new int[] {259, 33}),
                    entry("unshare", new int[] {272, 97}),
                    entry("rt_tgsigqueueinfo", new int[] {297, 240}),
                    entry("perf_event_open", new int[] {298, 241}),
                    entry("prlimit64", new int[] {302, 261}),
                    entry("open_by_handle_at", new int[] {304, 265}),
                    entry("setns", new int[] {308, 268}),
                    entry("process_vm_readv", new int[] {310, 270}),
                    entry("process_vm_writev", new int[] {311, 271}),
                    entry("finit_module", new int[] {313, 273}),
                    entry("sched_setattr", new int[] {314, 274}),
                    entry("seccomp", new int[] {317, 277}),
                    entry("kexec_file_load", new int[] {320, 294}),
                    entry("bpf", new int[] {321, 280}),
                    entry("userfaultfd", new int[] {323, 282}),
                    // from here on the numbers are the same everywhere
                    entry("pidfd_send_signal", new int[] {424, 424}),
                    entry("io_uring_setup", new int[] {425, 425}),
                    entry("open_tree", new int[] {428, 428}),
                    entry("move_mount", new int[] {429, 429}),
                    entry("fsopen", new int[] {430, 430}),
                    entry("fsconfig", new int[] {431, 431}),
                    entry("fsmount", new int[] {432, 432}),
                    entry("pidfd_open", new int[] {434, 434}),
                    entry("clone3", new int[] {435, 435}),
                    entry("close_range", new int[] {436, 436}),
                    entry("pidfd_getfd", new int[] {438, 438}),
                    entry("process_madvise", new int[] {440, 440}),
                    entry("mount_setattr", new int[] {442, 442}),
                    entry("landlock_create_ruleset", new int[] {444, 444}),
                    entry("landlock_add_rule", new int[] {445, 445}),
                    entry("landlock_restrict_self", new int[] {446, 446}));

    private final int audit;
    private final int column;

    Architecture(int audit, int column) {
        this.audit = audit;
        this.column = column;
    }

    /** This machine; empty when we have no table for it. */
    static Optional<Architecture> ours() {
        return switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> Optional.of(X86_64);
            case "aarch64" -> Optional.of(AARCH64);
            default -> Optional.empty();
        };
    }

    int audit() {
        return audit;
    }

    int number(String call) {
        int[] numbers = NUMBERS.get(call);
        if (numbers == null || numbers[column] < 0) {
            throw new IllegalArgumentException(this + " has no system call " + call);
        }
        return numbers[column];
    }

    List<Integer> denied() {
        return DENIED.stream().flatMap(this::numberIfAny).sorted().toList();
    }

    Map<Integer, Integer> ofProcesses() {
        Map<Integer, Integer> calls = new TreeMap<>();
        OF_PROCESSES.forEach((name, argument) -> calls.put(number(name), argument));
        return calls;
    }

    private Stream<Integer> numberIfAny(String call) {
        int[] numbers = NUMBERS.get(call);
        if (numbers == null) {
            throw new IllegalStateException("no numbers for " + call);
        }
        return numbers[column] < 0 ? Stream.empty() : Stream.of(numbers[column]);
    }
}
