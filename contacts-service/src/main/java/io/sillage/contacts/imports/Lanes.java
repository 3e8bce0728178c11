package io.sillage.contacts.imports;

import io.sillage.contacts.imports.RowBatch.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// Spreads the rows of a file over lanes by their addresses, and gathers them: rows of one address are in one lane, in
/// their order, and the rows of different lanes have nothing to do with each other.
final class Lanes {

    private static final int LONGEST_PART = 1024 * 1024;

    /// Rows of one lane, one after another.
    record Part(int lane, List<Row> rows) {}

    private static final class Lane {
        private final List<Row> rows = new ArrayList<>();
        private int length;
    }

    private final List<Lane> lanes;
    private final int mostRows;

    /// @param mostRows in a part
    Lanes(int number, int mostRows) {
        this.lanes = IntStream.range(0, number).mapToObj(_ -> new Lane()).toList();
        this.mostRows = mostRows;
    }

    /// Emits the part that is full with this row.
    Optional<Part> add(Row row, String address) {
        // upper and lower case are one mailbox, as in EmailAddress
        var number = Math.floorMod(address.toLowerCase(Locale.ROOT).hashCode(), lanes.size());
        var lane = lanes.get(number);
        lane.rows.add(row);
        lane.length += row.values().stream().mapToInt(String::length).sum();
        return lane.rows.size() == mostRows || lane.length > LONGEST_PART
                ? Optional.of(part(number))
                : Optional.empty();
    }

    /// What is left at the end.
    List<Part> rest() {
        return IntStream.range(0, lanes.size())
                .filter(number -> !lanes.get(number).rows.isEmpty())
                .mapToObj(this::part)
                .toList();
    }

    private Part part(int number) {
        var lane = lanes.get(number);
        var part = new Part(number, List.copyOf(lane.rows));
        lane.rows.clear();
        lane.length = 0;
        return part;
    }
}
