package io.sillage.local.inbox;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Everything received, newest first, one file per message: [#add] returns when the file is written, so that
/// whoever was told *received* finds the message again, also after a kill. Keeps the newest `capacity` messages;
/// only what is needed to find them is held in memory.
public final class Inbox {

    /// A part of the matching messages, and how many there are in all.
    public record Page(List<InboxEntry> messages, int totalItems) {}

    /// What a listing may ask for; null asks for everything.
    public record Filter(@Nullable String to, @Nullable String channel) {

        private boolean matches(Summary summary) {
            return (to == null || to.equalsIgnoreCase(summary.to()))
                    && (channel == null || channel.equals(summary.channel()));
        }
    }

    private record Summary(
            String channel, String to, @Nullable String messageId, Instant receivedAt) {

        static Summary of(InboxEntry entry) {
            return new Summary(entry.channel(), entry.to(), entry.messageId(), entry.receivedAt());
        }
    }

    private final Path directory;
    private final int capacity;
    private final NavigableMap<Long, Summary> summaries = new TreeMap<>();
    private final Map<String, Instant> receivedAt = new HashMap<>();
    private long lastNumber;

    private Inbox(Path directory, int capacity) {
        this.directory = directory;
        this.capacity = capacity;
    }

    /// Opens the folder and takes in what an earlier run has left there.
    public static Inbox open(Path directory, int capacity) throws IOException {
        Files.createDirectories(directory);
        var inbox = new Inbox(directory, capacity);
        for (var number : inbox.numbers()) {
            inbox.recall(number);
        }
        return inbox;
    }

    public void add(InboxEntry entry) throws IOException {
        var number = nextNumber();
        Files.write(file(number), InboxJson.MAPPER.writeValueAsBytes(entry), StandardOpenOption.CREATE_NEW);
        for (var old : remember(number, Summary.of(entry))) {
            Files.deleteIfExists(file(old));
        }
    }

    public Page page(Filter filter, int count, int offset) {
        var matching = matching(filter);
        var messages = matching.stream()
                .skip(offset)
                .limit(count)
                .map(this::read)
                .flatMap(Optional::stream)
                .toList();
        return new Page(messages, matching.size());
    }

    /// When the message with this Message-ID came first, if it came.
    public synchronized Optional<Instant> receivedAt(String messageId) {
        return Optional.ofNullable(receivedAt.get(messageId));
    }

    public void clear() throws IOException {
        for (var number : forgetAll()) {
            Files.deleteIfExists(file(number));
        }
    }

    private List<Long> numbers() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d+\\.json"))
                    .map(name -> Long.valueOf(name.replace(".json", "")))
                    .sorted()
                    .toList();
        }
    }

    private void recall(long number) throws IOException {
        lastNumber = number;
        var entry = read(number);
        if (entry.isPresent()) {
            remember(number, Summary.of(entry.get()));
        } else {
            Files.deleteIfExists(file(number)); // cut short by a kill, hence never confirmed to its sender
        }
    }

    private synchronized long nextNumber() {
        return ++lastNumber;
    }

    /// Emits the numbers of the messages for which there is no more room.
    private synchronized List<Long> remember(long number, Summary summary) {
        summaries.put(number, summary);
        if (summary.messageId() != null) {
            receivedAt.putIfAbsent(summary.messageId(), summary.receivedAt());
        }
        var tooOld = new ArrayList<Long>();
        while (summaries.size() > capacity) {
            var oldest = summaries.pollFirstEntry();
            receivedAt.remove(oldest.getValue().messageId());
            tooOld.add(oldest.getKey());
        }
        return tooOld;
    }

    private synchronized List<Long> forgetAll() {
        var numbers = List.copyOf(summaries.keySet());
        summaries.clear();
        receivedAt.clear();
        return numbers;
    }

    private synchronized List<Long> matching(Filter filter) {
        Predicate<Map.Entry<Long, Summary>> matches = entry -> filter.matches(entry.getValue());
        return summaries.descendingMap().entrySet().stream()
                .filter(matches)
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Empty for a message that was deleted meanwhile or that is not whole.
    private Optional<InboxEntry> read(long number) {
        try {
            return Optional.of(InboxJson.MAPPER.readValue(Files.readAllBytes(file(number)), InboxEntry.class));
        } catch (NoSuchFileException | JacksonException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(long number) {
        return directory.resolve("%012d.json".formatted(number));
    }
}
