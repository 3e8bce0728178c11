package io.sillage.platform.outbound;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which addresses a URL of a user may lead to: public ones, and what the operator allows besides.
///
/// Everything else is somebody's inside: ours, of the machine we run on, or of the cloud that rents it to us.
final class AddressRules {

    private static final List<Network> NOT_PUBLIC_4 = networks(
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // shared by the customers of a provider
            "127.0.0.0/8", // loopback
            "168.63.129.16", // what virtual machines of Azure ask about themselves
            "169.254.0.0/16", // link-local, and what virtual machines ask about themselves
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // relays of 6to4
            "192.168.0.0/16", // private
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, and broadcast

    private static final Network PUBLIC_6 = Network.parse("2000::/3");

    private static final List<Network> NOT_PUBLIC_6 = networks(
            "2001::/23", // protocol assignments, among them Teredo, which carries addresses of version 4
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4, which carries addresses of version 4
            "3fff::/20"); // documentation

    /// Version 4 as it is reached from networks that have version 6 only.
    private static final Network NAT64 = Network.parse("64:ff9b::/96");

    private static final int BYTES_4 = 4;
    private static final int BYTES_6 = 16;

    private final Set<String> allowedHosts;
    private final List<Network> allowed;
    private final List<Network> denied;

    AddressRules(List<String> allowed, List<String> denied) {
        this.allowedHosts = allowed.stream()
                .filter(each -> !Network.isNetwork(each))
                .map(AddressRules::normalized)
                .collect(Collectors.toUnmodifiableSet());
        this.allowed =
                allowed.stream().filter(Network::isNetwork).map(Network::parse).toList();
        this.denied = denied.stream().map(Network::parse).toList();
    }

    private static List<Network> networks(String... texts) {
        return Stream.of(texts).map(Network::parse).toList();
    }

    /// Whether the host may be called at this address.
    boolean permit(String host, InetAddress address) {
        var bytes = address.getAddress();
        if (allowedHosts.contains(normalized(host)) || isIn(allowed, bytes)) {
            return true;
        }
        return isPublic(bytes) && !isIn(denied, bytes);
    }

    private static boolean isPublic(byte[] address) {
        return switch (address.length) {
            case BYTES_4 -> !isIn(NOT_PUBLIC_4, address);
            case BYTES_6 ->
                NAT64.contains(address)
                        ? isPublic(Arrays.copyOfRange(address, BYTES_6 - BYTES_4, BYTES_6))
                        : PUBLIC_6.contains(address) && !isIn(NOT_PUBLIC_6, address);
            default -> false;
        };
    }

    private static boolean isIn(List<Network> networks, byte[] address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static String normalized(String host) {
        var lower = host.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
