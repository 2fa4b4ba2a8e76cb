package org.zoetrope.node.config;

import java.math.BigInteger;
import java.net.InetAddress;

/** An address or a block of addresses, written as {@code 10.0.0.0/8} or {@code ::1}. */
public record Network(InetAddress address, int prefix) {
    static final String RULE = "an IP address or a block such as 10.0.0.0/8";

    public Network {
        if (prefix < 0 || prefix > address.getAddress().length * 8) {
            throw new IllegalArgumentException(RULE);
        }
    }

    /** Reads a block; never asks a name server. */
    public static Network parse(String text) {
        String[] parts = text.strip().split("/", 2);
        try {
            InetAddress address = InetAddress.ofLiteral(parts[0]);
            int bits = address.getAddress().length * 8;
            return new Network(address, parts.length == 1 ? bits : Integer.parseInt(parts[1]));
        } catch (IllegalArgumentException notNumeric) {
            throw new IllegalArgumentException(RULE, notNumeric);
        }
    }

    /** True when the address is in the block; an IPv4 address never is in an IPv6 block. */
    public boolean contains(InetAddress other) {
        byte[] ours = address.getAddress();
        byte[] theirs = other.getAddress();
        int shift = ours.length * 8 - prefix;
        return ours.length == theirs.length
                && new BigInteger(1, ours)
                        .shiftRight(shift)
                        .equals(new BigInteger(1, theirs).shiftRight(shift));
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefix;
    }
}
