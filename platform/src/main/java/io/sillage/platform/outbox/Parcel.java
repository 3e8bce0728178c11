package io.sillage.platform.outbox;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.InflaterInputStream;
import net.jpountz.lz4.LZ4Factory;
import org.jspecify.annotations.Nullable;

/// Messages of one shard that were written at once and wait in one row. Where a change concerns a thousand contacts,
/// a row for each message would be inserted, indexed twice, read and deleted a thousand times. Such messages resemble
/// each other: even LZ4, which takes hardly any time, makes little of them.
final class Parcel {

    /// Fewer messages than this have rows of their own, which a person can read.
    private static final int WORTH_PACKING = 100;

    /// Bounds what one row unpacks to.
    private static final int LARGEST = 500;

    private static final String TYPE = "io.sillage.Lz4Parcel";

    /// What an older version packed.
    private static final String DEFLATED = "io.sillage.Parcel";

    /// No topic can be called so: a relay of an older version does not take a parcel for a message.
    private static final String NO_TOPIC = "";

    private static final int NO_VALUE = -1;

    private Parcel() {}

    /// Emits the rows themselves if they are few, and otherwise fewer rows that stand for them. The order within a
    /// shard stays.
    static List<OutboxRow> pack(List<OutboxRow> rows) {
        if (rows.size() < WORTH_PACKING) {
            return rows;
        }
        return rows.stream().collect(groupingBy(OutboxRow::shard, LinkedHashMap::new, toList())).values().stream()
                .flatMap(Parcel::parcels)
                .toList();
    }

    private static Stream<OutboxRow> parcels(List<OutboxRow> ofShard) {
        var parcels = new ArrayList<OutboxRow>();
        for (var from = 0; from < ofShard.size(); from += LARGEST) {
            parcels.add(parcel(ofShard.subList(from, Math.min(from + LARGEST, ofShard.size()))));
        }
        return parcels.stream();
    }

    private static OutboxRow parcel(List<OutboxRow> rows) {
        var first = rows.getFirst();
        return rows.size() == 1
                ? first
                : new OutboxRow(
                        first.shard(),
                        first.id(),
                        NO_TOPIC,
                        "",
                        TYPE,
                        first.time(),
                        compress(contents(rows)),
                        rows.size());
    }

    /// Emits the messages of a row, as if each had one.
    static List<OutboxRow> unpack(OutboxRow row) {
        return row.topic().equals(NO_TOPIC) ? rows(row) : List.of(row);
    }

    /// The length of what it holds, and an LZ4 block.
    private static byte[] compress(byte[] contents) {
        var block = LZ4Factory.fastestInstance().fastCompressor().compress(contents);
        return ByteBuffer.allocate(Integer.BYTES + block.length)
                .putInt(contents.length)
                .put(block)
                .array();
    }

    static byte[] contents(List<OutboxRow> rows) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            for (var row : rows) {
                write(row, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(OutboxRow row, DataOutputStream out) throws IOException {
        out.writeLong(row.id().getMostSignificantBits());
        out.writeLong(row.id().getLeastSignificantBits());
        write(row.topic().getBytes(StandardCharsets.UTF_8), out);
        write(row.key().getBytes(StandardCharsets.UTF_8), out);
        write(row.type().getBytes(StandardCharsets.UTF_8), out);
        var time = row.time().toInstant();
        out.writeLong(time.getEpochSecond());
        out.writeInt(time.getNano());
        write(row.value(), out);
    }

    private static void write(byte @Nullable [] value, DataOutputStream out) throws IOException {
        out.writeInt(value == null ? NO_VALUE : value.length);
        if (value != null) {
            out.write(value);
        }
    }

    private static List<OutboxRow> rows(OutboxRow parcel) {
        var rows = new ArrayList<OutboxRow>(parcel.messages());
        try (var in = new DataInputStream(new ByteArrayInputStream(decompress(parcel)))) {
            for (var i = 0; i < parcel.messages(); i++) {
                rows.add(read(parcel.shard(), in));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private static byte[] decompress(OutboxRow parcel) throws IOException {
        if (parcel.type().equals(DEFLATED)) {
            return new InflaterInputStream(new ByteArrayInputStream(parcel.value())).readAllBytes();
        }
        var length = ByteBuffer.wrap(parcel.value()).getInt();
        return LZ4Factory.fastestInstance()
                .safeDecompressor()
                .decompress(parcel.value(), Integer.BYTES, parcel.value().length - Integer.BYTES, length);
    }

    private static OutboxRow read(short shard, DataInputStream in) throws IOException {
        var id = new UUID(in.readLong(), in.readLong());
        var topic = text(in);
        var key = text(in);
        var type = text(in);
        var time = Instant.ofEpochSecond(in.readLong(), in.readInt()).atOffset(ZoneOffset.UTC);
        return new OutboxRow(shard, id, topic, key, type, time, bytes(in));
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    private static byte @Nullable [] bytes(DataInputStream in) throws IOException {
        var length = in.readInt();
        return length == NO_VALUE ? null : in.readNBytes(length);
    }
}
