package io.sillage.events.stream;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How far a stream has come in each partition of the topic. As a text it is the id of an event, with which a client
/// that lost its connection goes on (`Last-Event-ID` of the HTML standard, 9.2).
final class Place {

    private static final int MOST_PARTITIONS = 10_000;
    private static final int LONGEST = 100_000;

    private final TreeMap<Integer, Long> nextOffsets = new TreeMap<>();

    /// Empty if the text is no place.
    static Optional<Place> of(String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            return Optional.empty();
        }
        var place = new Place();
        try {
            for (var part : text.strip().split(",", MOST_PARTITIONS)) {
                var colon = part.indexOf(':');
                place.passed(
                        Integer.parseUnsignedInt(part, 0, colon, 10),
                        Long.parseUnsignedLong(part, colon + 1, part.length(), 10) - 1);
            }
            return Optional.of(place);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    void passed(int partition, long offset) {
        nextOffsets.put(partition, offset + 1);
    }

    Map<Integer, Long> nextOffsets() {
        return nextOffsets;
    }

    @Override
    public String toString() {
        return nextOffsets.entrySet().stream()
                .map(each -> each.getKey() + ":" + each.getValue())
                .collect(Collectors.joining(","));
    }
}
