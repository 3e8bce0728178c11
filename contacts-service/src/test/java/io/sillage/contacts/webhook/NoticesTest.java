package io.sillage.contacts.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillage.contracts.Change;
import io.sillage.contracts.ContactChanged;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.Origin;
import io.sillage.contracts.SmsStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class NoticesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static final Change CREATED = new Change.Created();
    private static final Change FIELD = new Change.FieldChanged("FNAME", null, "Ada");
    private static final Change TAG = new Change.TagAdded(2, "Gold");
    private static final Change ADDRESS = new Change.EmailChanged("old@example.org", "new@example.org");

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of(EmailStatus.SUBSCRIBED, List.of(CREATED), "subscribe"),
                Arguments.of(EmailStatus.SUBSCRIBED, List.of(CREATED, TAG, joined()), "subscribe"),
                Arguments.of(EmailStatus.PENDING, List.of(CREATED), ""),
                Arguments.of(EmailStatus.UNSUBSCRIBED, List.of(CREATED, joined()), ""),
                Arguments.of(EmailStatus.TRANSACTIONAL, List.of(CREATED), ""),
                Arguments.of(EmailStatus.CLEANED, List.of(CREATED), ""),
                Arguments.of(EmailStatus.SUBSCRIBED, List.of(to(EmailStatus.SUBSCRIBED)), "subscribe"),
                Arguments.of(EmailStatus.SUBSCRIBED, List.of(FIELD, to(EmailStatus.SUBSCRIBED)), "subscribe"),
                Arguments.of(EmailStatus.UNSUBSCRIBED, List.of(to(EmailStatus.UNSUBSCRIBED)), "unsubscribe"),
                Arguments.of(EmailStatus.ARCHIVED, List.of(to(EmailStatus.ARCHIVED)), "unsubscribe"),
                Arguments.of(EmailStatus.CLEANED, List.of(to(EmailStatus.CLEANED)), "cleaned"),
                Arguments.of(EmailStatus.PENDING, List.of(to(EmailStatus.PENDING)), ""),
                Arguments.of(EmailStatus.PENDING, List.of(to(EmailStatus.PENDING), FIELD), "profile"),
                Arguments.of(EmailStatus.TRANSACTIONAL, List.of(to(EmailStatus.TRANSACTIONAL)), ""),
                Arguments.of(EmailStatus.SUBSCRIBED, List.of(FIELD), "profile"),
                Arguments.of(EmailStatus.SUBSCRIBED, List.of(FIELD, FIELD, TAG), "profile"),
                Arguments.of(EmailStatus.SUBSCRIBED, List.of(joined()), "profile"),
                Arguments.of(EmailStatus.SUBSCRIBED, List.of(new Change.GroupLeft("a", "Tea")), "profile"),
                Arguments.of(EmailStatus.SUBSCRIBED, List.of(new Change.ProfileChanged("vip")), "profile"),
                Arguments.of(EmailStatus.SUBSCRIBED, List.of(new Change.PermissionChanged("a", true)), "profile"),
                Arguments.of(
                        EmailStatus.SUBSCRIBED, List.of(new Change.SmsPhoneChanged(null, "+33612345678")), "profile"),
                Arguments.of(
                        EmailStatus.SUBSCRIBED,
                        List.of(new Change.SmsStatusChanged(SmsStatus.NONSUBSCRIBED, SmsStatus.SUBSCRIBED)),
                        "profile"),
                Arguments.of(EmailStatus.SUBSCRIBED, List.of(TAG), ""),
                Arguments.of(EmailStatus.SUBSCRIBED, List.of(new Change.TagRemoved(2, "Gold")), ""),
                Arguments.of(EmailStatus.SUBSCRIBED, List.of(ADDRESS), "upemail"),
                Arguments.of(EmailStatus.SUBSCRIBED, List.of(ADDRESS, FIELD), "upemail profile"),
                Arguments.of(EmailStatus.SUBSCRIBED, List.of(), ""));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void changesHaveNames(EmailStatus now, List<Change> changes, String expected) {
        var names = Notices.of(contact(now, changes, false)).stream()
                .map(notice -> notice.event().word())
                .toList();

        assertThat(String.join(" ", names)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "UNSUBSCRIBED, action, unsub",
        "UNSUBSCRIBED, reason, manual",
        "ARCHIVED, action, delete",
        "CLEANED, reason, hard"
    })
    void departuresHaveReasons(EmailStatus status, String key, String value) {
        assertThat(Notices.of(contact(status, List.of(to(status)), false)))
                .singleElement()
                .satisfies(notice -> assertThat(notice.details()).containsEntry(key, value));
    }

    @Test
    void newAddressIsToldWithTheOld() {
        assertThat(Notices.of(contact(EmailStatus.SUBSCRIBED, List.of(ADDRESS), false)))
                .singleElement()
                .satisfies(notice -> assertThat(notice.details())
                        .containsEntry("old_email", "old@example.org")
                        .containsEntry("new_email", "new@example.org")
                        .containsKey("new_id"));
    }

    @Test
    void whatStartsNoFlowIsNotTold() {
        assertThat(Notices.of(contact(EmailStatus.SUBSCRIBED, List.of(CREATED, FIELD, ADDRESS), true)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Origin.class)
    void everyOriginIsASource(Origin origin) {
        assertThat(ChangeSource.of(origin))
                .isEqualTo(
                        switch (origin) {
                            case API, SYNC, STORE -> ChangeSource.API;
                            case IMPORT, AUTOMATION, OPERATOR -> ChangeSource.ADMIN;
                            case FORM, PREFERENCES, UNSUBSCRIBE_LINK, BOUNCE, SMS -> ChangeSource.USER;
                        });
    }

    private static Change to(EmailStatus status) {
        var from = status == EmailStatus.SUBSCRIBED ? EmailStatus.PENDING : EmailStatus.SUBSCRIBED;
        return new Change.StatusChanged(from, status);
    }

    private static Change joined() {
        return new Change.GroupJoined("0123456789", "Tea");
    }

    private static ContactChanged contact(EmailStatus status, List<Change> changes, boolean suppressed) {
        return new ContactChanged(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                2,
                "ada@example.org",
                "5b0e4dd1d4c9ed8c8dba0a9d9d0c5d3a",
                status,
                Map.of(),
                List.of(),
                "",
                false,
                "html",
                "API - Generic",
                NOW,
                NOW,
                null,
                null,
                List.of(),
                List.of(),
                null,
                changes,
                Origin.API,
                suppressed,
                NOW);
    }
}
