package org.zoetrope.media.sandbox;

import java.util.Map;
import java.util.TreeMap;

/**
 * Attempts to get out of a sandbox or to do harm in it, as Perl, run in FFmpeg's place. Each prints
 * {@code BREACH} when it gets through. {@code %OUTSIDE%} is a folder with a file {@code canary},
 * {@code %HOME%} the home folder, {@code %US%} the process id of this program, {@code %PORT%} a TCP
 * port that listens.
 */
final class Escapes {
    /** {@code x(...)} is true when a system call succeeds. System call numbers are of x86-64. */
    private static final String PRELUDE =
            """
            no warnings; $| = 1;
            sub x { my @a = @_; return syscall(shift @a, @a) >= 0 }
            sub gives { return open($f, '<', $_[0]) && defined(<$f>) }
            sub takes { return open($f, '>', $_[0]) && (print $f 'x') && close $f }
            print 'BREACH' if do { %s };
            """;

    private static final Map<String, String> ALL = new TreeMap<>();

    static {
        ALL.put("reads the list of users", "gives('/etc/passwd')");
        ALL.put("reads a file outside", "gives('%OUTSIDE%/canary')");
        ALL.put("lists a folder outside", "opendir($d, '%OUTSIDE%') && scalar(readdir($d))");
        ALL.put("lists the home folder", "opendir($d, '%HOME%') && scalar(readdir($d))");
        ALL.put("lists /tmp", "opendir($d, '/tmp') && scalar(() = readdir($d)) > 2");
        ALL.put("writes outside", "takes('%OUTSIDE%/planted')");
        ALL.put("deletes outside", "unlink('%OUTSIDE%/canary')");
        ALL.put("writes to /usr", "takes('/usr/lib/planted')");
        ALL.put("writes to /tmp", "takes('/tmp/zoetrope-planted')");
        ALL.put("writes to shared memory", "takes('/dev/shm/zoetrope-planted')");
        ALL.put(
                "reads through a link of its own",
                "symlink('%OUTSIDE%/canary', 'way') && gives('way')");
        ALL.put("links a file outside into its folder", "link('%OUTSIDE%/canary', 'mine')");
        ALL.put("makes a device", "x(259, -100, 'disk', 0060644, 0xfe00)");
        ALL.put(
                "connects by TCP",
                """
                use Socket; socket($s, PF_INET, SOCK_STREAM, 0)
                    && connect($s, pack_sockaddr_in(%PORT%, inet_aton('127.0.0.1')))
                """);
        ALL.put(
                "sends by UDP",
                """
                use Socket; socket($s, PF_INET, SOCK_DGRAM, 0)
                    && send($s, 'x', 0, pack_sockaddr_in(9, inet_aton('127.0.0.1')))
                """);
        ALL.put("makes a unix socket", "use Socket; socket($s, PF_UNIX, SOCK_STREAM, 0)");
        ALL.put("makes a netlink socket", "x(41, 16, 3, 0)");
        ALL.put("signals us", "kill(0, %US%)");
        ALL.put("signals us by tgkill", "x(234, %US%, %US%, 0)");
        ALL.put("opens our process", "x(434, %US%, 0)");
        ALL.put("traces us", "x(101, 0x4206, %US%, 0, 0)");
        ALL.put("reads our environment", "gives('/proc/%US%/environ')");
        ALL.put("sees our open files", "opendir($d, '/proc/%US%/fd') && scalar(readdir($d))");
        ALL.put("changes our limits", "x(302, %US%, 7, 0, pack('QQ', 0, 0))");
        ALL.put("slows us down", "x(141, 0, %US%, 0) || x(144, %US%, 5, pack('L', 0))");
        ALL.put("inherits an open file", "grep { x(72, $_, 1) } (3 .. 1023)");
        ALL.put(
                "sees our environment variables",
                "grep { !/^(PATH|PWD|LD_LIBRARY_PATH)$/ } keys %%ENV".replace("%%", "%"));
        ALL.put("forks", "my $p = fork(); exit 0 if defined $p && $p == 0; defined $p");
        ALL.put(
                "makes a process by clone",
                "my $p = syscall(56, 0x4011, 0, 0, 0, 0); syscall(60, 0) if $p == 0; $p > 0");
        ALL.put(
                "makes a process by clone3",
                "my $p = syscall(435, pack('Q11', (0) x 4, 17, (0) x 6), 88);"
                        + " syscall(60, 0) if $p == 0; $p > 0");
        ALL.put(
                "has capabilities",
                "$d = \"\\0\" x 24; x(125, pack('LL', 0x20080522, 0), $d)"
                        + " && $d =~ /[^\\0]/ && (unpack('L6', $d))[0] != 0");
        ALL.put("could gain privileges", "syscall(157, 39, 0, 0, 0, 0) != 1");
        ALL.put("mounts", "x(165, 'none', '/out', 'tmpfs', 0, 0)");
        ALL.put("makes namespaces", "x(272, 0x10000000)");
        ALL.put("changes the root", "x(161, '.')");
        ALL.put("uses keys", "x(250, 0, -3, 0) || x(248, 'user', 'a', 'b', 1, -3)");
        ALL.put("uses bpf", "x(321, 0, pack('Q8', 1, 4, 4, 1, 0, 0, 0, 0), 64)");
        ALL.put("uses io_uring", "x(425, 4, \"\\0\" x 120)");
        ALL.put("uses perf events", "x(298, pack('LLQ14', 1, 112, (0) x 14), 0, -1, -1, 0)");
        ALL.put("leaves its session", "x(112)");
        ALL.put("opens the memory of the machine", "gives('/dev/mem') || gives('/dev/kmsg')");
        ALL.put("lifts its own limits", "x(302, 0, 1, pack('QQ', -1, -1), 0)");
    }

    private Escapes() {}

    static Map<String, String> all() {
        return ALL;
    }

    static String script(String probe, Map<String, String> names) {
        String script = PRELUDE.replace("%s", ALL.get(probe));
        for (Map.Entry<String, String> name : names.entrySet()) {
            script = script.replace("%" + name.getKey() + "%", name.getValue());
        }
        return script;
    }
}
