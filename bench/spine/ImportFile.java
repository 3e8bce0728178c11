import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// How fast a file of contacts gets in: made here, uploaded through the gateway, taken in by contacts-service, and known to
/// segments-service, whose segment of the file's tag counts everybody in the end.
///
/// Imports smaller files first, until that is hardly faster than before.
///
/// Arguments: rows (default 1000000); `alone` lets the services that follow stand still until contacts-service has all of
/// them, and catch up after that one at a time, as if each service had the machine for itself.
public final class ImportFile {

    /// To count the members of a large segment is work too: asked for more often it would be part of what is measured.
    private static final long PAUSE_NANOS = 2_000_000_000L;

    private static final long SHORT_PAUSE_NANOS = 200_000_000L;

    private static final int ROUND = 200_000;
    private static final int MOST_ROUNDS = 5;

    private static final List<String> FOLLOWERS =
            List.of("events-service", "segments-service", "automation-service");

    public static void main(String[] arguments) throws Exception {
        var rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        var alone = arguments.length > 1 && arguments[1].equals("alone");
        var audiences = new ArrayList<Audience>();
        try {
            warmUp(audiences);
            audiences.add(Audience.of(0));
            fill(audiences.getLast(), rows, alone);
        } finally {
            for (var audience : audiences) {
                audience.delete(); // not before: to delete contacts is work too
            }
        }
    }

    /// The first minutes after a start are spent compiling: goes on until a round is hardly faster than the one before, and
    /// everybody knows its contacts.
    private static void warmUp(List<Audience> audiences) throws Exception {
        var rate = 0.0;
        for (var round = 1; round <= MOST_ROUNDS; round++) {
            var file = file(ROUND);
            audiences.add(Audience.of(0));
            var begin = System.nanoTime();
            upload(path(audiences.getLast()), file);
            awaitImport(audiences.getLast());
            print("warming up, round " + round, ROUND, begin);
            Files.delete(file);
            var next = 1e9 * ROUND / (System.nanoTime() - begin);
            if (next < 1.05 * rate) {
                break;
            }
            rate = next;
        }
        for (var audience : audiences) {
            awaitSegments(audience, ROUND);
        }
    }

    /// Imports so many contacts, and says how long it took.
    static void fill(Audience audience, int rows) throws Exception {
        fill(audience, rows, false);
    }

    private static void fill(Audience audience, int rows, boolean alone) throws Exception {
        var file = file(rows);
        try {
            if (alone) {
                oneAfterAnother(audience, file, rows);
            } else {
                var begin = System.nanoTime();
                takeIn(audience, file, rows);
                awaitSegments(audience, rows);
                print("in segments-service", rows, begin);
            }
        } finally {
            Files.delete(file);
        }
    }

    private static void oneAfterAnother(Audience audience, Path file, int rows) throws Exception {
        try (var _ = Paused.services(FOLLOWERS.toArray(String[]::new))) {
            takeIn(audience, file, rows);
        }
        for (var follower : FOLLOWERS) {
            var others = FOLLOWERS.stream().filter(other -> !other.equals(follower)).toArray(String[]::new);
            try (var _ = Paused.services(others)) {
                var begin = System.nanoTime();
                Lag.awaitNone(follower, "contacts");
                print("in " + follower, rows, begin);
            }
        }
        awaitSegments(audience, rows);
    }

    private static Path file(int rows) throws IOException {
        var file = Files.createTempFile("sillage-import", ".csv");
        write(file, rows);
        return file;
    }

    /// Five fields beside the address, and a tag.
    private static void write(Path file, int rows) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("Email Address,FNAME,LNAME,PHONE,BIRTHDAY,ADDRESS,TAGS\n");
            for (var i = 0; i < rows; i++) {
                out.write("member%d@example.org,First%d,Last%d,+33612%06d,%02d/%02d,%d Rue de la Paix  Paris  75002,Imported\n"
                        .formatted(i, i % 5000, i % 70000, i % 1_000_000, i % 12 + 1, i % 28 + 1, i % 300));
            }
        }
    }

    private static void takeIn(Audience audience, Path file, int rows) throws Exception {
        var begin = System.nanoTime();
        var path = path(audience);
        upload(path, file);
        print("uploaded and kept", rows, begin);
        var kept = System.nanoTime();
        awaitImport(audience);
        print("in contacts-service, upload included", rows, begin);
        print("in contacts-service, since it was kept", rows, kept);
    }

    private static void awaitImport(Audience audience) throws IOException {
        try (var gateway = new Gateway()) {
            await(() -> gateway.get(path(audience)).path("imports").path(0).path("status").textValue().equals("completed"),
                    SHORT_PAUSE_NANOS);
        }
    }

    private static void awaitSegments(Audience audience, int rows) throws IOException {
        try (var gateway = new Gateway()) {
            var tag = "/3.0/lists/%s/segments?type=static&fields=segments.member_count".formatted(audience.id());
            await(() -> gateway.get(tag).path("segments").path(0).path("member_count").intValue() == rows,
                    PAUSE_NANOS);
        }
    }

    private static String path(Audience audience) {
        return "/3.0/lists/%s/imports".formatted(audience.id());
    }

    private static void upload(String path, Path file) throws Exception {
        var port = System.getenv().getOrDefault("SILLAGE_HTTP_PORT", "8080");
        var key = Files.readString(Path.of(System.getenv("SILLAGE_HOME"), "api-key")).strip();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofFile(file))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("the upload was answered " + answer.statusCode() + ": " + answer.body());
            }
        }
    }

    private interface Question {
        boolean isTrue() throws IOException;
    }

    private static void await(Question question, long pause) throws IOException {
        while (!question.isTrue()) {
            LockSupport.parkNanos(pause);
        }
    }

    private static void print(String what, int rows, long begin) {
        var seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf("%-40s %8.1f s  %8.0f rows/s%n", what, seconds, rows / seconds);
    }
}
