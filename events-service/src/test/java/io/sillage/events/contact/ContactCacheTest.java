package io.sillage.events.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillage.platform.local.LocalReset;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ContactCacheTest {

    private static final UUID ACCOUNT = UUID.randomUUID();
    private static final UUID AUDIENCE = UUID.randomUUID();
    private static final UUID ADA = UUID.randomUUID();
    private static final UUID GRACE = UUID.randomUUID();
    private static final UUID ADDRESS = UUID.randomUUID();
    private static final UUID OTHER_ADDRESS = UUID.randomUUID();

    private final ContactCache cache = new ContactCache(new ContactsConfig() {
        @Override
        public Duration patience() {
            return Duration.ofSeconds(1);
        }

        @Override
        public int cacheSize() {
            return 100;
        }

        @Override
        public Duration cacheTtl() {
            return Duration.ofHours(1);
        }
    });

    @Test
    void findsByHashAndById() {
        found(contact(ADA, ADDRESS, 1));

        assertThat(cache.find(wanted(ADDRESS))).contains(contact(ADA, ADDRESS, 1));
        assertThat(cache.find(wanted(ADA))).contains(contact(ADA, ADDRESS, 1));
        assertThat(cache.find(wanted(GRACE))).isEmpty();
    }

    @Test
    void anotherAccountOrListFindsNothing() {
        found(contact(ADA, ADDRESS, 1));

        assertThat(cache.find(new Wanted(UUID.randomUUID(), "a1b2c3d4e5", ADDRESS)))
                .isEmpty();
        assertThat(cache.find(new Wanted(ACCOUNT, "ffffffffff", ADDRESS))).isEmpty();
    }

    @Test
    void contactOfAnotherAudienceIsNotFoundInThisOne() {
        found(contact(ADA, ADDRESS, 1));
        cache.put(new Contact(ACCOUNT, UUID.randomUUID(), GRACE, OTHER_ADDRESS, 1));

        assertThat(cache.find(wanted(GRACE))).isEmpty();
        assertThat(cache.find(wanted(OTHER_ADDRESS))).isEmpty();
    }

    @Test
    void addressThatWasGivenUpLeadsToNobody() {
        found(contact(ADA, ADDRESS, 1));

        cache.put(contact(ADA, OTHER_ADDRESS, 2));

        assertThat(cache.find(wanted(ADDRESS))).isEmpty();
        assertThat(cache.find(wanted(OTHER_ADDRESS))).contains(contact(ADA, OTHER_ADDRESS, 2));
    }

    @Test
    void addressLeadsToWhoGotItLast() {
        found(contact(ADA, ADDRESS, 1));

        cache.put(contact(ADA, OTHER_ADDRESS, 2));
        cache.put(contact(GRACE, ADDRESS, 1));

        assertThat(cache.find(wanted(ADDRESS))).contains(contact(GRACE, ADDRESS, 1));
    }

    @Test
    void queryThatWasUnderWayRevivesNobody() {
        found(contact(ADA, ADDRESS, 3));
        cache.erased(ADA, 4);

        found(contact(ADA, ADDRESS, 3));

        assertThat(cache.find(wanted(ADDRESS))).isEmpty();
        assertThat(cache.find(wanted(ADA))).isEmpty();
    }

    @Test
    void resetForgetsEverything() {
        found(contact(ADA, ADDRESS, 1));

        cache.reset(new LocalReset());

        assertThat(cache.find(wanted(ADDRESS))).isEmpty();
    }

    private void found(Contact contact) {
        cache.found(wanted(contact.emailHash()), contact);
    }

    private static Contact contact(UUID id, UUID emailHash, long version) {
        return new Contact(ACCOUNT, AUDIENCE, id, emailHash, version);
    }

    private static Wanted wanted(UUID key) {
        return new Wanted(ACCOUNT, "a1b2c3d4e5", key);
    }
}
