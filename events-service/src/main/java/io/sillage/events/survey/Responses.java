package io.sillage.events.survey;

import io.quarkus.logging.Log;
import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.ActivityType;
import io.sillage.contracts.AddContact;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.Message;
import io.sillage.contracts.Origin;
import io.sillage.events.contact.Contact;
import io.sillage.events.contact.Contacts;
import io.sillage.events.newcomer.Newcomers;
import io.sillage.events.newcomer.Newcomers.Person;
import io.sillage.events.survey.ResponseRepository.Response;
import io.sillage.platform.http.Problem;
import io.sillage.platform.id.Ids;
import io.sillage.platform.outbox.Outbox;
import io.sillage.platform.outbox.OutboxRelay;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Takes what people answer: one response of each contact. Answered again with something else, the new answers take
/// the place of the former, and that is told again; but nobody who only writes an address takes the place of somebody
/// who came by a link of his own. Rule S2 of `docs/rules.md`.
@ApplicationScoped
class Responses {

    private static final String SOURCE = "survey";

    /// Somebody else may answer for the same address at the same moment.
    private static final int MORE_ATTEMPTS = 2;

    private final Pool pool;
    private final Contacts contacts;
    private final ResponseRepository repository;
    private final Newcomers newcomers;
    private final Outbox outbox;
    private final OutboxRelay relay;
    private final InstantSource clock;

    Responses(
            Pool pool,
            Contacts contacts,
            ResponseRepository repository,
            Newcomers newcomers,
            Outbox outbox,
            OutboxRelay relay,
            InstantSource clock) {
        this.pool = pool;
        this.contacts = contacts;
        this.repository = repository;
        this.newcomers = newcomers;
        this.outbox = outbox;
        this.relay = relay;
        this.clock = clock;
    }

    private static final class Race extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /// What is to be kept, and of whom.
    private record Submission(
            Survey survey, Respondent respondent, Optional<Contact> contact, List<Answer> answers, Instant now) {

        /// MD5 of the address, by which somebody who is no contact yet is found again.
        Optional<UUID> emailHash() {
            return contact.map(Contact::emailHash)
                    .or(() -> respondent.proven()
                            ? Optional.empty()
                            : respondent.identity().map(identity -> identity.key()));
        }

        boolean isAnonymous() {
            return contact.isEmpty() && emailHash().isEmpty();
        }

        Response asNew(UUID id) {
            if (contact.isPresent()) {
                return response(id, Familiarity.KNOWN);
            }
            return response(id, isAnonymous() ? Familiarity.UNKNOWN : Familiarity.NEW);
        }

        Response asUpdateOf(Response before) {
            return response(before.id(), before.familiarity());
        }

        private Response response(UUID id, Familiarity familiarity) {
            return new Response(
                    id,
                    contact.map(Contact::contactId),
                    emailHash(),
                    contact.isPresent() && respondent.proven(),
                    familiarity,
                    now,
                    answers);
        }
    }

    /// @param sheet of the page; the same sheet sent twice by somebody unknown is one
    Uni<Void> take(Survey survey, Respondent respondent, List<Answer> answers, String sheet) {
        return Uni.createFrom()
                .deferred(() ->
                        pool.withTransaction(transaction -> take(transaction, survey, respondent, answers, sheet)))
                .onFailure(Race.class)
                .retry()
                .atMost(MORE_ATTEMPTS)
                .onFailure(Race.class)
                .transform(_ -> Problem.unavailable())
                .invoke(relay::wake);
    }

    private Uni<Void> take(
            SqlConnection transaction, Survey survey, Respondent respondent, List<Answer> answers, String sheet) {
        return contact(transaction, survey, respondent)
                .map(contact -> new Submission(survey, respondent, contact, answers, clock.instant()))
                .chain(submission -> submission.isAnonymous()
                        ? addAnonymous(transaction, submission, sheet)
                        : repository
                                .lock(
                                        transaction,
                                        survey.id(),
                                        submission.contact().map(Contact::contactId),
                                        submission.emailHash())
                                .chain(before -> before.isPresent()
                                        ? again(transaction, submission, before.get())
                                        : first(transaction, submission)));
    }

    private Uni<Optional<Contact>> contact(SqlConnection transaction, Survey survey, Respondent respondent) {
        return respondent
                .identity()
                .map(identity -> contacts.find(transaction, survey.accountId(), survey.audienceId(), identity))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Void> addAnonymous(SqlConnection transaction, Submission submission, String sheet) {
        var response = submission.asNew(Ids.derived(submission.survey().id(), sheet));
        return repository
                .add(transaction, submission.survey(), response)
                .chain(isNew -> isNew
                        ? repository
                                .replaceAnswers(transaction, submission.survey(), response)
                                .invoke(() -> log(submission, response))
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> first(SqlConnection transaction, Submission submission) {
        var response = submission.asNew(Ids.newId(submission.now()));
        return repository
                .add(transaction, submission.survey(), response)
                .invoke(isNew -> {
                    if (!isNew) {
                        throw new Race();
                    }
                })
                .chain(() -> keep(transaction, submission, response));
    }

    private Uni<Void> again(SqlConnection transaction, Submission submission, Response before) {
        var response = submission.asUpdateOf(before);
        if (before.isSameAs(response)) {
            return Uni.createFrom().voidItem();
        }
        if (before.proven() && !response.proven()) {
            Log.infof(
                    "Survey response refused survey=%s response=%s reason=not_proven",
                    submission.survey().id(), before.id());
            return Uni.createFrom().voidItem();
        }
        return repository.change(transaction, response).chain(() -> keep(transaction, submission, response));
    }

    private Uni<Void> keep(SqlConnection transaction, Submission submission, Response response) {
        return repository
                .replaceAnswers(transaction, submission.survey(), response)
                .chain(() -> outbox.append(transaction, addContact(submission, response)))
                .chain(() -> tell(transaction, submission, response))
                .invoke(() -> log(submission, response));
    }

    /// Whoever is no contact yet becomes one; who is and wants emails may have to be subscribed.
    private static List<Message> addContact(Submission submission, Response response) {
        var respondent = submission.respondent();
        if (respondent.email().isEmpty() || submission.contact().isPresent() && !respondent.subscribes()) {
            return List.of();
        }
        var survey = submission.survey();
        return List.of(new AddContact(
                Ids.derived("survey-contact", response.id(), submission.now()),
                survey.accountId(),
                survey.audienceId(),
                submission.contact().map(Contact::contactId).orElseGet(() -> Ids.newId(submission.now())),
                respondent.email(),
                null,
                respondent.subscribes() ? EmailStatus.SUBSCRIBED : EmailStatus.TRANSACTIONAL,
                Map.of(),
                survey.asked().title(),
                Origin.FORM,
                false,
                submission.now()));
    }

    private Uni<Void> tell(SqlConnection transaction, Submission submission, Response response) {
        var contact = submission.contact();
        if (contact.isPresent()) {
            return outbox.append(
                    transaction, completed(submission, response, contact.get().contactId()));
        }
        var survey = submission.survey();
        var person = new Person(
                survey.accountId(),
                survey.audienceId(),
                submission.respondent().identity().orElseThrow());
        return newcomers.record(transaction, person, contactId -> List.of(completed(submission, response, contactId)));
    }

    private static ActivityRecorded completed(Submission submission, Response response, UUID contactId) {
        var survey = submission.survey();
        return new ActivityRecorded(
                Ids.derived(ActivityType.SURVEY_COMPLETED, response.id(), response.submittedAt()),
                survey.accountId(),
                survey.audienceId(),
                contactId,
                ActivityType.SURVEY_COMPLETED,
                null,
                Map.of(
                        "survey_id",
                        survey.hexId(),
                        "survey_title",
                        survey.asked().title(),
                        "response_id",
                        Ids.hex(response.id())),
                response.submittedAt(),
                response.submittedAt(),
                SOURCE,
                false);
    }

    private static void log(Submission submission, Response response) {
        Log.infof(
                "Survey answered survey=%s response=%s account=%s contact=%s familiarity=%s",
                submission.survey().id(),
                response.id(),
                submission.survey().accountId(),
                response.contactId().map(UUID::toString).orElse("none"),
                response.familiarity().word());
    }
}
