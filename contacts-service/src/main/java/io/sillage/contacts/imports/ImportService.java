package io.sillage.contacts.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.contacts.contact.MemberImport;
import io.sillage.contacts.imports.Import.Tally;
import io.sillage.contacts.imports.ImportRepository.Batch;
import io.sillage.contacts.imports.ImportRepository.Lane;
import io.sillage.contacts.imports.RefusalRepository.Refusal;
import io.sillage.contacts.imports.RowBatch.Row;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Takes the next rows of a lane of an import into its audience: they, what became of them, and how far the import
/// is are one transaction. The import is locked only at the end of it: its lanes hardly wait for each other.
@ApplicationScoped
class ImportService {

    private static final int LONGEST_ADDRESS = 254;

    private final ImportRepository imports;
    private final RefusalRepository refusals;
    private final AudienceRepository audiences;
    private final MemberImport members;
    private final ImportConfig config;
    private final ObjectMapper json;
    private final InstantSource clock;

    ImportService(
            ImportRepository imports,
            RefusalRepository refusals,
            AudienceRepository audiences,
            MemberImport members,
            ImportConfig config,
            ObjectMapper json,
            InstantSource clock) {
        this.imports = imports;
        this.refusals = refusals;
        this.audiences = audiences;
        this.members = members;
        this.config = config;
        this.json = json;
        this.clock = clock;
    }

    /// @param lane locked
    Uni<Void> step(Import job, Lane lane) {
        return audiences
                .alive(job.audienceId())
                .chain(found -> found.isEmpty()
                        ? imports.lock(job).invoke(() -> job.fail("The list was deleted.", clock.instant()))
                        : step(job, lane, found.get()));
    }

    private Uni<Void> step(Import job, Lane lane, Audience audience) {
        return imports.nextBatch(lane)
                .chain(next -> next.isEmpty() ? end(job, lane) : take(job, lane, audience, next.get()));
    }

    private Uni<Void> end(Import job, Lane lane) {
        return imports.lock(job)
                .chain(() -> imports.end(lane))
                .invoke(isMore -> {
                    if (!isMore && !job.status().isFinished()) {
                        job.complete(clock.instant());
                    }
                })
                .replaceWithVoid();
    }

    /// @param readable rows that say something of a contact, in the order of the file
    private record Sorted(List<Row> readable, List<Refusal> refused) {}

    private Uni<Void> take(Import job, Lane lane, Audience audience, Batch batch) {
        var rows = sorted(job, read(batch));
        var said = rows.readable().stream()
                .map(row -> ImportRows.member(row, job.columns(), job.settings()))
                .toList();
        return members.take(audience, said, manner(job))
                .call(() -> imports.deleteBatch(job.id(), batch.number()))
                .call(() -> imports.touch(lane, clock.instant()))
                .chain(outcome -> note(job, rows, outcome));
    }

    private static MemberImport.Manner manner(Import job) {
        return new MemberImport.Manner(
                job.settings().updateExisting(),
                job.settings().skipMergeValidation(),
                "import:" + job.id(),
                !job.settings().triggerFlows());
    }

    private static Sorted sorted(Import job, RowBatch batch) {
        var sorted = new Sorted(new ArrayList<>(), new ArrayList<>());
        for (var row : batch.rows()) {
            var broken = ImportRows.broken(row, job.columns());
            if (broken.isPresent()) {
                sorted.refused().add(refusal(job, row, broken.get()));
            } else {
                sorted.readable().add(row);
            }
        }
        return sorted;
    }

    private static Refusal refusal(Import job, Row row, String reason) {
        var address = ImportRows.address(row, job.columns());
        var shown = address.length() > LONGEST_ADDRESS ? address.substring(0, LONGEST_ADDRESS) : address;
        return new Refusal(row.line(), shown.replace("\0", ""), reason);
    }

    private Uni<Void> note(Import job, Sorted rows, MemberImport.Outcome outcome) {
        var refused = new ArrayList<>(rows.refused());
        outcome.refused()
                .forEach(each -> refused.add(refusal(job, rows.readable().get(each.index()), each.reason())));
        var tally = new Tally(outcome.created(), outcome.updated(), outcome.unchanged(), refused.size());
        return imports.lock(job).chain(() -> {
            var room = Math.max(0, config.mostRefusals() - job.rowsRefused());
            job.advance(tally, clock.instant());
            return refusals.add(job.id(), refused.stream().limit(room).toList());
        });
    }

    private RowBatch read(Batch batch) {
        try {
            return json.readValue(batch.rows(), RowBatch.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
