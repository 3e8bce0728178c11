package io.sillage.contacts.contact;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.sillage.contracts.CleanContact;
import io.sillage.contracts.Message;
import io.sillage.platform.http.Page;
import io.sillage.platform.http.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/// Rows of `abuse_report`.
@ApplicationScoped
class AbuseReportRepository implements PanacheRepositoryBase<AbuseReport, Integer> {

    private static final String COMPLAINT = "abuse";

    /// Notes the complaints among these commands, in the current transaction.
    Uni<Void> note(List<Message> commands, Map<UUID, Contact> contacts, Instant now) {
        var reports = commands.stream()
                .flatMap(command -> command instanceof CleanContact clean ? Stream.of(clean) : Stream.empty())
                .filter(clean -> clean.reason().equals(COMPLAINT))
                .flatMap(clean -> CommandTarget.of(clean).stream())
                .filter(target ->
                        contacts.containsKey(target.contactId()) && target.means(contacts.get(target.contactId())))
                .map(target -> new AbuseReport(contacts.get(target.contactId()), now))
                .toList();
        return reports.isEmpty() ? Uni.createFrom().voidItem() : persist(reports);
    }

    /// In the order of their arrival.
    Uni<List<AbuseReport>> page(UUID audienceId, Page page) {
        return find(
                        "select r from AbuseReport r join fetch r.contact where r.audienceId = ?1 order by r.id",
                        audienceId)
                .range(page.offset(), page.offset() + page.count() - 1)
                .list();
    }

    Uni<Long> count(UUID audienceId) {
        return count("audienceId", audienceId);
    }

    /// Fails with 404 if the audience has no such report.
    Uni<AbuseReport> get(UUID audienceId, String reportId) {
        return find(
                        "select r from AbuseReport r join fetch r.contact where r.audienceId = ?1 and r.id = ?2",
                        audienceId,
                        number(reportId))
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(Problem::notFound);
    }

    private static int number(String reportId) {
        try {
            return Integer.parseInt(reportId);
        } catch (NumberFormatException _) {
            throw Problem.notFound();
        }
    }
}
