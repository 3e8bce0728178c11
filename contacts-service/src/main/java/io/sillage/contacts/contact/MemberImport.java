package io.sillage.contacts.contact;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.email.EmailAddress;
import io.sillage.contracts.Origin;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Problem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Takes rows of a file into an audience, by the rules of members of the API.
@ApplicationScoped
public class MemberImport {

    private static final String SOURCE = "List Import";

    private final MemberBatchService service;

    MemberImport(MemberBatchService service) {
        this.service = service;
    }

    /// @param actor for the history of consent
    /// @param suppressTriggers whether what the rows do must not start flows
    public record Manner(boolean updateExisting, boolean skipValidation, String actor, boolean suppressTriggers) {}

    /// A row that was refused.
    ///
    /// @param index where it stands among the rows
    public record Refused(int index, String reason) {}

    /// What became of the rows.
    public record Outcome(int created, int updated, int unchanged, List<Refused> refused) {}

    /// In the current transaction, in the order of the rows: one with an address that came before finds it there.
    ///
    /// @param rows each as a member of the API; `status_if_new` is the status of a new one
    public Uni<Outcome> take(Audience audience, List<ObjectNode> rows, Manner manner) {
        var parts = new ArrayList<Outcome>();
        return Multi.createFrom()
                .iterable(waves(rows))
                .onItem()
                .transformToUniAndConcatenate(
                        wave -> carryOut(audience, wave, manner).invoke(parts::add))
                .collect()
                .last()
                .replaceWith(() -> sum(parts));
    }

    /// Rows in as few groups as it takes so that no address is in a group twice.
    private static List<List<MemberBatchForm.Entry>> waves(List<ObjectNode> rows) {
        var waves = new ArrayList<List<MemberBatchForm.Entry>>();
        var addresses = new ArrayList<HashSet<String>>();
        for (var index = 0; index < rows.size(); index++) {
            var entry = MemberBatchForm.entry(index, JsonBody.of(rows.get(index)));
            var hash = entry.form()
                    .flatMap(MemberForm::email)
                    .map(EmailAddress::hash)
                    .orElseGet(() -> EmailAddress.hashOf(entry.address().strip()));
            var wave = 0;
            while (wave < waves.size() && addresses.get(wave).contains(hash)) {
                wave++;
            }
            if (wave == waves.size()) {
                waves.add(new ArrayList<>());
                addresses.add(new HashSet<>());
            }
            waves.get(wave).add(entry);
            addresses.get(wave).add(hash);
        }
        return waves;
    }

    private Uni<Outcome> carryOut(Audience audience, List<MemberBatchForm.Entry> wave, Manner manner) {
        var cause = Cause.of(Origin.IMPORT, manner.actor(), manner.suppressTriggers());
        var form = new MemberBatchForm(wave, manner.updateExisting(), false);
        return service.carryOut(audience, new MemberBatch.Manner(form, manner.skipValidation(), false, SOURCE, cause))
                .map(MemberImport::outcome);
    }

    private static Outcome outcome(MemberBatchService.Result result) {
        var refused = result.failures().stream()
                .map(failure -> new Refused(failure.index(), reason(failure.problem())))
                .toList();
        var unchanged = result.unchanged();
        return new Outcome(result.created().size(), result.updated().size() - unchanged, unchanged, refused);
    }

    private static String reason(Problem problem) {
        return problem.errors().stream()
                .findFirst()
                .map(error -> error.field().isEmpty() ? error.message() : error.field() + ": " + error.message())
                .orElse(problem.getMessage());
    }

    private static Outcome sum(List<Outcome> parts) {
        return new Outcome(
                parts.stream().mapToInt(Outcome::created).sum(),
                parts.stream().mapToInt(Outcome::updated).sum(),
                parts.stream().mapToInt(Outcome::unchanged).sum(),
                parts.stream().flatMap(part -> part.refused().stream()).toList());
    }
}
