package io.sillage.contacts.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillage.contacts.imports.RowBatch.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanesTest {

    private static final int ROWS = 1_000;

    private static Row row(long line, String address) {
        return new Row(line, List.of(address), "");
    }

    private static List<Lanes.Part> spread(Lanes lanes, List<Row> rows) {
        var parts = new ArrayList<Lanes.Part>();
        rows.forEach(row -> lanes.add(row, row.values().getFirst()).ifPresent(parts::add));
        parts.addAll(lanes.rest());
        return parts;
    }

    @Test
    void everyRowIsInOnePartAndEveryLaneHasSome() {
        var rows = IntStream.range(0, ROWS)
                .mapToObj(i -> row(i, "p%d@example.org".formatted(i)))
                .toList();

        var parts = spread(new Lanes(4, 100), rows);

        assertThat(parts).extracting(Lanes.Part::lane).contains(0, 1, 2, 3);
        assertThat(parts).allSatisfy(part -> assertThat(part.rows()).hasSizeBetween(1, 100));
        assertThat(parts.stream().flatMap(part -> part.rows().stream())).containsExactlyInAnyOrderElementsOf(rows);
    }

    @Test
    void rowsOfOneMailboxAreInOneLaneInTheirOrder() {
        var rows = IntStream.range(0, ROWS)
                .mapToObj(i -> row(i, i % 2 == 0 ? "Ada@Example.org" : "ada@example.org"))
                .toList();

        var parts = spread(new Lanes(4, 100), rows);

        assertThat(parts.stream().map(Lanes.Part::lane).distinct()).hasSize(1);
        assertThat(parts.stream().flatMap(part -> part.rows().stream())).containsExactlyElementsOf(rows);
    }

    @Test
    void aPartOfLongRowsIsFullEarlier() {
        var rows =
                IntStream.range(0, 5).mapToObj(i -> row(i, "x".repeat(300_000))).toList();

        var parts = spread(new Lanes(1, 100), rows);

        assertThat(parts).extracting(part -> part.rows().size()).containsExactly(4, 1);
    }
}
