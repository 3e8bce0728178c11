package io.sillage.contacts.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.quarkus.logging.Log;
import io.sillage.contacts.imports.ImportStore.Beginning;
import io.sillage.contacts.imports.ImportStore.Place;
import io.sillage.contacts.imports.ImportStore.Progress;
import io.sillage.contacts.imports.ImportStore.UploadNotStored;
import io.sillage.contacts.imports.RowBatch.Row;
import io.sillage.platform.http.Problem;
import io.sillage.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.UUID;

/// Reads a file as it comes, and keeps its rows for later, some hundred at a time, so that a file of any size needs
/// little
/// memory. Blocking code for a virtual thread.
@ApplicationScoped
class ImportUpload {

    /// In characters; a longer one is no CSV that anybody means, and several uploads at once hold one each.
    private static final int LONGEST_RECORD = 1024 * 1024;

    /// No field takes more than 255 bytes: what is longer is refused, and need not be kept whole.
    private static final int LONGEST_VALUE = 1_000;

    private static final int LOOKED_AT_FOR_DELIMITER = 64 * 1024;
    private static final String DELIMITERS = ",;\t|";

    private final ImportStore store;
    private final ImportConfig config;
    private final InstantSource clock;

    ImportUpload(ImportStore store, ImportConfig config, InstantSource clock) {
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    /// Who sends a file, and for what.
    record Sender(UUID accountId, String actor) {}

    /// Emits the id of the import when all of the file is kept. If it is no file of contacts, nothing of it is kept.
    UUID take(Sender sender, Place place, ImportSettings settings, InputStream file) {
        var bytes = new CountedStream(file, config.largestFile().asLongValue());
        try (var reader = Encodings.open(bytes, settings.encoding());
                var csv = csv(reader, settings)) {
            var records = csv.iterator();
            var columns = columns(records, settings, place);
            var now = clock.instant();
            var id = Ids.newId(now);
            store.begin(new Beginning(
                    id,
                    sender.accountId(),
                    place.audienceId(),
                    settings,
                    columns,
                    sender.actor(),
                    config.lanes(),
                    now));
            keep(id, columns, records, bytes);
            return id;
        } catch (CsvParseException e) {
            throw notCsv(e);
        } catch (UncheckedIOException | IOException e) {
            throw brokenOff();
        }
    }

    private void keep(UUID id, Columns columns, Iterator<CsvRecord> records, CountedStream bytes) {
        try {
            keepAll(id, columns, records, bytes);
        } catch (UploadNotStored e) {
            throw e; // whoever looks after forgotten uploads will find it
        } catch (Problem problem) {
            store.fail(id, problem.getMessage(), clock.instant());
            throw problem;
        } catch (CsvParseException e) {
            store.fail(id, notCsv(e).getMessage(), clock.instant());
            throw e;
        } catch (RuntimeException e) {
            Log.infof("Upload broke off import=%s cause=%s", id, e.toString());
            store.fail(id, "The upload broke off.", clock.instant());
            throw brokenOff();
        }
    }

    private void keepAll(UUID id, Columns columns, Iterator<CsvRecord> records, CountedStream bytes) {
        var number = 0L;
        var lanes = new Lanes(config.lanes(), config.rowsAtOnce());
        while (records.hasNext()) {
            var row = row(records.next());
            var full = lanes.add(row, ImportRows.address(row, columns));
            if (full.isPresent()) {
                add(id, number++, full.get(), bytes);
            }
        }
        for (var rest : lanes.rest()) {
            add(id, number++, rest, bytes);
        }
        if (!store.finish(id, bytes.count(), clock.instant())) {
            throw canceled();
        }
        Log.infof("Import uploaded import=%s bytes=%d", id, bytes.count());
    }

    private void add(UUID id, long number, Lanes.Part part, CountedStream bytes) {
        var batch = new RowBatch(part.rows());
        if (!store.add(new Progress(id, part.lane(), number, batch, bytes.count(), clock.instant()))) {
            throw canceled();
        }
    }

    private static Row row(CsvRecord each) {
        var broken = each.getFields().stream().anyMatch(value -> value.indexOf(Encodings.UNREADABLE) >= 0)
                ? "This row has bytes that mean nothing in the encoding of the file."
                : "";
        var values = each.getFields().stream()
                .map(value -> value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) : value)
                .toList();
        return new Row(each.getStartingLineNumber(), values, broken);
    }

    private static CsvReader<CsvRecord> csv(Reader reader, ImportSettings settings) throws IOException {
        return CsvReader.builder()
                .fieldSeparator(
                        settings.delimiter().isEmpty()
                                ? delimiter(reader)
                                : settings.delimiter().charAt(0))
                .skipEmptyLines(true)
                .maxBufferSize(LONGEST_RECORD)
                .ofCsvRecord(reader);
    }

    /// The one that is most in the first line.
    private static char delimiter(Reader reader) throws IOException {
        if (!(reader instanceof BufferedReader)) {
            throw new IllegalArgumentException("a reader that can go back");
        }
        reader.mark(LOOKED_AT_FOR_DELIMITER);
        var counts = new int[DELIMITERS.length()];
        for (var i = 0; i < LOOKED_AT_FOR_DELIMITER - 1; i++) {
            var character = reader.read();
            if (character < 0 || character == '\n') {
                break;
            }
            var delimiter = DELIMITERS.indexOf(character);
            if (delimiter >= 0) {
                counts[delimiter]++;
            }
        }
        reader.reset();
        var most = 0;
        for (var i = 1; i < counts.length; i++) {
            most = counts[i] > counts[most] ? i : most;
        }
        return DELIMITERS.charAt(most);
    }

    private static Columns columns(Iterator<CsvRecord> records, ImportSettings settings, Place place) {
        if (!records.hasNext()) {
            throw Problem.badRequest("The file is empty: its first line should name the columns.");
        }
        return Columns.of(records.next().getFields(), settings.mapping(), place.fields());
    }

    private static Problem notCsv(CsvParseException e) {
        return Problem.badRequest("The file is no CSV: %s".formatted(e.getMessage()));
    }

    private static Problem brokenOff() {
        return Problem.badRequest("The upload broke off before its end. Nothing of it is imported.");
    }

    private static Problem canceled() {
        return new Problem(409, "Conflict", "This import was canceled.");
    }
}
