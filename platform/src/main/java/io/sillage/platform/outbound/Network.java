package io.sillage.platform.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/// Addresses that begin with the same bits, such as `10.0.0.0/8`; a single one is a network of its own.
record Network(byte[] start, int bits) {

    /// What cannot be anything but an address: the JDK would look up anything else.
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

    static boolean isNetwork(String text) {
        return LITERAL.matcher(text.split("/", 2)[0]).matches();
    }

    /// @throws IllegalArgumentException if it is not an address, or not one with a number of bits that it has
    static Network parse(String text) {
        var parts = text.split("/", 2);
        if (!isNetwork(text)) {
            throw new IllegalArgumentException("not an address or a network: " + text);
        }
        try {
            var start = InetAddress.getByName(parts[0]).getAddress();
            var bits = parts.length == 1 ? start.length * Byte.SIZE : Integer.parseInt(parts[1]);
            if (bits < 0 || bits > start.length * Byte.SIZE) {
                throw new IllegalArgumentException("not a network: " + text);
            }
            return new Network(start, bits);
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException("not a network: " + text, e);
        }
    }

    boolean contains(byte[] address) {
        if (address.length != start.length) {
            return false;
        }
        for (var bit = 0; bit < bits; bit++) {
            var mask = 0x80 >> bit % Byte.SIZE;
            if ((address[bit / Byte.SIZE] & mask) != (start[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
