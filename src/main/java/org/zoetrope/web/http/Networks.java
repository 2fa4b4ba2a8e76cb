package org.zoetrope.web.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.List;

/** A set of addresses and networks, as {@code 10.1.2.3}, {@code 10.0.0.0/8}, {@code fd00::/8}. */
final class Networks {
    private final List<Network> networks;

    Networks(List<String> texts) {
        networks = texts.stream().map(Networks::parse).toList();
    }

    record Network(InetAddress address, int bits) {
        boolean contains(InetAddress other) {
            byte[] mine = address.getAddress();
            byte[] theirs = other.getAddress();
            if (mine.length != theirs.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if (((mine[bit / 8] ^ theirs[bit / 8]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    boolean contains(String address) {
        return !networks.isEmpty()
                && isAddress(address)
                && networks.stream().anyMatch(network -> network.contains(numeric(address)));
    }

    /**
     * Reads one entry.
     *
     * @throws IllegalArgumentException with the entry and the rule
     */
    static Network parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!isAddress(address)) {
            throw new IllegalArgumentException(
                    "trusted proxy '" + text + "' is not an IP address or network");
        }
        InetAddress parsed = numeric(address);
        int all = parsed.getAddress().length * 8;
        int bits = slash < 0 ? all : bits(text.substring(slash + 1));
        if (bits < 0 || bits > all) {
            throw new IllegalArgumentException(
                    "trusted proxy '" + text + "' has a prefix outside 0 to " + all);
        }
        return new Network(parsed, bits);
    }

    /** Only what can be read without asking a name server. */
    static boolean isAddress(String text) {
        return text.indexOf(':') >= 0
                ? text.matches("[0-9a-fA-F:.]{2,45}")
                : text.matches("(\\d{1,3}\\.){3}\\d{1,3}");
    }

    /**
     * One customer of a provider: an IPv4 address, or the 64 bits of an IPv6 network that one has
     * to himself.
     */
    static String customer(String address) {
        if (address.indexOf(':') < 0 || !isAddress(address)) {
            return address;
        }
        byte[] bytes = numeric(address).getAddress();
        return bytes.length == 16 ? HexFormat.of().formatHex(bytes, 0, 8) : address;
    }

    private static int bits(String text) {
        return text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
    }

    private static InetAddress numeric(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException malformed) {
            throw new IllegalArgumentException("'" + address + "' is not an IP address", malformed);
        }
    }
}
