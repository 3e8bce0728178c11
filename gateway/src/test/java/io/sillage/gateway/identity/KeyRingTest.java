package io.sillage.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillage.contracts.AccountChanged;
import io.sillage.contracts.ApiKeyChanged;
import io.sillage.contracts.Entitlements;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyRingTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final UUID ACCOUNT = UUID.randomUUID();

    private final KeyRing ring = new KeyRing();

    @Test
    void keyIsGoodOnceItsAccountIsKnownInWhateverOrder() {
        ring.keyChanged("hash", key());
        assertThat(ring.find("hash")).isEmpty();

        ring.accountChanged(ACCOUNT, account(1));
        assertThat(ring.find("hash")).isPresent();
    }

    @Test
    void tombstonesEndKeysAndAccounts() {
        ring.accountChanged(ACCOUNT, account(1));
        ring.keyChanged("one", key());
        ring.keyChanged("two", key());

        ring.keyChanged("one", null);
        assertThat(ring.find("one")).isEmpty();
        assertThat(ring.find("two")).isPresent();

        ring.accountChanged(ACCOUNT, null);
        assertThat(ring.find("two")).isEmpty();
    }

    @Test
    void keyThatIsAnnouncedAgainKeepsWhatItHasUnderWay() {
        ring.accountChanged(ACCOUNT, account(1));
        ring.keyChanged("hash", key());
        var usage = ring.find("hash").orElseThrow().key().usage();

        ring.keyChanged("hash", key());

        assertThat(ring.find("hash").orElseThrow().key().usage()).isSameAs(usage);
    }

    @Test
    void olderVersionOfAnAccountIsIgnored() {
        ring.keyChanged("hash", key());
        ring.accountChanged(ACCOUNT, account(2));
        ring.accountChanged(ACCOUNT, account(1));

        assertThat(ring.find("hash").orElseThrow().account().version()).isEqualTo(2);
    }

    private static ApiKeyChanged key() {
        return new ApiKeyChanged(UUID.randomUUID(), ACCOUNT, UUID.randomUUID(), "hash", Set.of("api"), NOW);
    }

    private static AccountChanged account(long version) {
        return new AccountChanged(
                UUID.randomUUID(),
                ACCOUNT,
                version,
                "Ada",
                "free",
                Entitlements.UNLIMITED,
                ZoneOffset.UTC,
                null,
                NOW,
                NOW);
    }
}
