package io.sillage.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

    private final AddressRules rules = new AddressRules(List.of(), List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "168.63.129.16",
                "169.254.169.254",
                "169.254.170.2",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.7",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "::ffff:127.0.0.1",
                "::ffff:169.254.169.254",
                "::ffff:0:127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b::10.0.0.1",
                "64:ff9b:1::a00:1",
                "100::1",
                "2001::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:10::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "2002:a9fe:a9fe::1",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd00:ec2::254",
                "fdff::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1",
                "ff0e::1"
            })
    void whatIsNotPublicIsOutOfReach(String address) throws UnknownHostException {
        assertThat(rules.permit("hook.example.org", InetAddress.getByName(address)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "168.63.129.15",
                "168.63.129.17",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.1",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "::ffff:1.1.1.1",
                "64:ff9b::1.1.1.1",
                "2001:200::1",
                "2001:4860:4860::8888",
                "2606:4700:4700::1111",
                "2a00:1450:4007::1"
            })
    void whatIsPublicIsWithinReach(String address) throws UnknownHostException {
        assertThat(rules.permit("hook.example.org", InetAddress.getByName(address)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, true",
        "127.0.0.1, 127.0.0.2, false",
        "127.0.0.0/8, 127.9.9.9, true",
        "10.1.0.0/16, 10.1.255.255, true",
        "10.1.0.0/16, 10.2.0.0, false",
        "10.1.0.0/15, 10.0.255.255, true",
        "0.0.0.0/0, 192.168.1.1, true",
        "0.0.0.0/0, fd00::1, false",
        "::1, ::1, true",
        "fd00:1::/32, fd00:1:2::3, true",
        "fd00:1::/32, fd00:2::1, false"
    })
    void networksMayBeAllowed(String allowed, String address, boolean permitted) throws UnknownHostException {
        var lenient = new AddressRules(List.of(allowed), List.of());

        assertThat(lenient.permit("hook.example.org", InetAddress.getByName(address)))
                .isEqualTo(permitted);
    }

    @ParameterizedTest
    @CsvSource({
        "crm.internal, true",
        "CRM.Internal, true",
        "crm.internal., true",
        "evil.crm.internal, false",
        "crm.internal.example.org, false",
        "10.0.0.1, false"
    })
    void hostsMayBeAllowedByName(String host, boolean permitted) throws UnknownHostException {
        var lenient = new AddressRules(List.of("crm.internal"), List.of());

        assertThat(lenient.permit(host, InetAddress.getByName("10.0.0.1"))).isEqualTo(permitted);
    }

    @Test
    void publicNetworksMayBeDenied() throws UnknownHostException {
        var strict = new AddressRules(List.of("5.6.7.9"), List.of("5.6.7.0/24"));

        assertThat(strict.permit("hook.example.org", InetAddress.getByName("5.6.7.8")))
                .isFalse();
        assertThat(strict.permit("hook.example.org", InetAddress.getByName("5.6.7.9")))
                .isTrue();
        assertThat(strict.permit("hook.example.org", InetAddress.getByName("5.6.8.0")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "10.0.0.0/", "::1/129", "1.2.3.4.5", "300.1.1.1"})
    void aSettingThatIsNoNetworkIsRefused(String network) {
        assertThatThrownBy(() -> new AddressRules(List.of(network), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(network);
    }

    @Test
    void namesCannotBeDenied() {
        assertThatThrownBy(() -> new AddressRules(List.of(), List.of("crm.internal")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
