package io.sillage.platform.outbox;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class ParcelTest {

    private static final OffsetDateTime TIME = OffsetDateTime.of(2026, 3, 1, 12, 0, 0, 123_456_000, ZoneOffset.UTC);

    @Test
    void fewMessagesHaveRowsOfTheirOwn() {
        var few = IntStream.range(0, 99).mapToObj(ParcelTest::row).toList();

        assertThat(Parcel.pack(few)).isEqualTo(few);
    }

    @Test
    void manyMessagesShareTheRowsOfTheirShardsAndComeOutAsTheyWere() {
        var many = IntStream.range(0, 1_000).mapToObj(ParcelTest::row).toList();

        var packed = Parcel.pack(many);

        assertThat(packed).hasSize(4).extracting(OutboxRow::messages).containsOnly(250);
        var unpacked =
                packed.stream().flatMap(row -> Parcel.unpack(row).stream()).toList();
        assertThat(unpacked.stream().collect(groupingBy(OutboxRow::shard)))
                .usingRecursiveComparison()
                .isEqualTo(many.stream().collect(groupingBy(OutboxRow::shard)));
    }

    @Test
    void aRowHoldsABoundedNumber() {
        var ofOneShard =
                IntStream.range(0, 1_001).mapToObj(number -> row(number * 4)).toList();

        assertThat(Parcel.pack(ofOneShard)).extracting(OutboxRow::messages).containsExactly(500, 500, 1);
    }

    @Test
    void aParcelIsNoMessageOfAnyTopic() {
        var packed =
                Parcel.pack(IntStream.range(0, 400).mapToObj(ParcelTest::row).toList());

        assertThat(packed).extracting(OutboxRow::topic).containsOnly("");
    }

    @Test
    void whatAnOlderVersionPackedIsUnpacked() throws IOException {
        var rows = IntStream.range(0, 10).mapToObj(number -> row(number * 4)).toList();
        var deflated = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(deflated)) {
            out.write(Parcel.contents(rows));
        }

        var unpacked = Parcel.unpack(new OutboxRow(
                (short) 0, new UUID(1, 1), "", "", "io.sillage.Parcel", TIME, deflated.toByteArray(), rows.size()));

        assertThat(unpacked).usingRecursiveComparison().isEqualTo(rows);
    }

    private static OutboxRow row(int number) {
        var forgets = number % 10 == 9;
        return new OutboxRow(
                (short) (number % 4),
                new UUID(number, 7),
                "contacts-é",
                "key" + number,
                "io.sillage.ContactChanged",
                TIME.plusSeconds(number),
                forgets ? null : "{\"name\":\"Zoë %d\"}".formatted(number).getBytes(StandardCharsets.UTF_8));
    }
}
