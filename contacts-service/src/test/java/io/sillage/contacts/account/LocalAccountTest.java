package io.sillage.contacts.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.sillage.contracts.AccountChanged;
import io.sillage.contracts.ApiKeyChanged;
import io.sillage.contracts.Entitlements;
import io.sillage.contracts.Topic;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
@TestProfile(LocalAccountTest.WithKey.class)
class LocalAccountTest {

    static final String KEY = "00112233445566778899aabbccddeeff-us1";

    public static class WithKey implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("sillage.bootstrap.api-key", KEY);
        }
    }

    @Inject
    LocalAccount localAccount;

    @Inject
    io.sillage.platform.outbox.OutboxRelay relay;

    @Test
    void localAccountExistsOnceWithTheConfiguredKey() throws Throwable {
        ensure(KEY);
        ensure(KEY);

        var account = TestTopics.awaitOne(Topic.ACCOUNTS, AccountChanged.class, this::isLocal);
        assertThat(account.name()).isEqualTo("Local");
        assertThat(account.plan()).isEqualTo("unlimited");
        assertThat(account.entitlements()).isEqualTo(Entitlements.UNLIMITED);
        var key = TestTopics.awaitOne(
                Topic.API_KEYS, ApiKeyChanged.class, each -> each.accountId().equals(LocalAccount.ID));
        assertThat(key.keyHash()).isEqualTo(ApiKey.hash(KEY));

        ensure("another-us1");
        relay.wake();

        TestTopics.awaitRecords(
                Topic.API_KEYS, record -> ApiKey.hash(KEY).equals(record.key()) && record.value() == null);
        assertThat(TestTopics.await(
                        Topic.API_KEYS,
                        ApiKeyChanged.class,
                        each -> each.accountId().equals(LocalAccount.ID),
                        2))
                .hasSize(2);
        assertThat(TestTopics.now(Topic.ACCOUNTS, AccountChanged.class, this::isLocal))
                .hasSize(1);
    }

    private boolean isLocal(AccountChanged message) {
        return message.accountId().equals(LocalAccount.ID);
    }

    private void ensure(String key) throws Throwable {
        VertxContextSupport.subscribeAndAwait(() -> Panache.withTransaction(() -> localAccount.ensure(key)));
    }
}
