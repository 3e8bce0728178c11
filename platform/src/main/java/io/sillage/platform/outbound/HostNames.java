package io.sillage.platform.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// Finds the addresses of a host; blocks meanwhile.
interface HostNames {

    InetAddress[] addressesOf(String host) throws UnknownHostException;
}
