package io.sillage.e2e.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Makes up requests: real paths and names of fields with values that nobody expects there. The same seed makes the
/// same requests.
public final class Nonsense {

    private static final List<String> VALUES = List.of(
            "",
            " ",
            "null",
            "0",
            "-1",
            "99999999999999999999",
            "1e999999999",
            "0.1",
            "true",
            "x",
            "é\u0301\uD83D\uDE00",
            "\u202E",
            "a\u0000b",
            "\uD800",
            "<script>",
            "' or 1=1 --",
            "*|FNAME|*",
            "../../etc/passwd",
            "%00",
            "%zz",
            "ada@example.org",
            "ADA@EXAMPLE.ORG",
            "a@b",
            "1971047ce4abd370576a93916ddb03f2",
            "018f3b2c-1111-7000-8000-000000000000",
            "https://example.org/",
            "http://127.0.0.1:1/",
            "2026-02-30",
            "2026-01-01T00:00:00Z",
            "-999999999-01-01T00:00:00Z",
            "+294277-01-09T04:00:54Z",
            "+999999999-12-31T23:59:59.999999999Z",
            "0000-00-00",
            "PT-1H",
            "P9999999999D",
            "PT2562047788015215H",
            "Europe/Paris",
            "subscribed",
            "{\"$ne\":null}",
            "x".repeat(300),
            "y".repeat(5_000));

    private static final Pattern FIELD = Pattern.compile("field\\(\"([a-z_]+)\"\\)");
    private static final Pattern PLACE = Pattern.compile("\\{([a-z_A-Z]+)[^}]*}");
    private static final int DEEPEST = 4;

    private final Random random;
    private final List<Endpoint> endpoints;
    private final List<String> fields;
    private final Map<String, List<String>> known;
    private final String key;

    /// @param known values of names in paths that exist, such as a `list_id`
    public Nonsense(long seed, Path root, Map<String, List<String>> known, String key) {
        this.random = new Random(seed);
        this.endpoints = Endpoint.all(root);
        this.fields = fields(root);
        this.known = known;
        this.key = key;
    }

    public List<Endpoint> endpoints() {
        return endpoints;
    }

    /// Names that any service reads, from its sources.
    private static List<String> fields(Path root) {
        var names = new TreeSet<String>();
        try (var files = Files.walk(root)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("src/main"))
                    .forEach(file -> names.addAll(namesIn(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(names);
    }

    private static List<String> namesIn(Path file) {
        try {
            return FIELD.matcher(Files.readString(file))
                    .results()
                    .map(match -> match.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Wire.Request next() {
        return request(any(endpoints));
    }

    public Wire.Request request(Endpoint endpoint) {
        var headers = new LinkedHashMap<String, String>();
        if (!isRarely(20)) {
            headers.put("Authorization", "Bearer " + key);
        }
        headers.put("Origin", "https://example.org");
        if (isRarely(4)) {
            headers.put(any(List.of("X-Integration-Secret", "X-Shopify-Hmac-SHA256", "Idempotency-Key")), value(true));
        }
        var hasBody = !List.of("GET", "HEAD", "OPTIONS").contains(endpoint.method()) || isRarely(20);
        return new Wire.Request(
                endpoint.method(),
                path(endpoint.path()) + query(endpoint.queries()),
                headers,
                hasBody ? body(endpoint, headers) : new byte[0]);
    }

    private String path(String template) {
        return PLACE.matcher(template).replaceAll(place -> {
            var name = place.group(1);
            var value = known.containsKey(name) && !isRarely(4) ? any(known.get(name)) : value(true);
            return value.replace("\\", "\\\\").replace("$", "\\$");
        });
    }

    private String query(List<String> names) {
        var query = new StringBuilder();
        for (var name : names) {
            if (isRarely(4)) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(value(true));
            }
        }
        return query.toString();
    }

    /// For a URL most of them are encoded; some are what no encoder makes.
    private String value(boolean forUrl) {
        var value = any(VALUES);
        if (!forUrl) {
            return value;
        }
        return isRarely(10) && value.chars().allMatch(c -> c > ' ' && c < 127)
                ? value
                : URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private byte[] body(Endpoint endpoint, Map<String, String> headers) {
        var kind = random.nextInt(20);
        if (endpoint.isForm() && kind < 16 || kind == 0) {
            headers.put("Content-Type", "application/x-www-form-urlencoded");
            return form().getBytes(StandardCharsets.UTF_8);
        }
        if (kind == 1) {
            headers.put("Content-Type", "multipart/form-data" + any(List.of("", "; boundary=b", "; boundary=")));
            return any(List.of(
                            "--b\r\n", "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx", "--b--", "x"))
                    .getBytes(StandardCharsets.UTF_8);
        }
        headers.put(
                "Content-Type",
                any(List.of("application/json", "application/json; charset=utf-16", "text/plain", "x", "a/b;;")));
        var json = object(0).toString();
        return switch (kind) {
            case 2 -> json.substring(0, random.nextInt(json.length())).getBytes(StandardCharsets.UTF_8);
            case 3 -> "[".repeat(10_000).getBytes(StandardCharsets.UTF_8);
            case 4 -> ("[" + "{},".repeat(5_000) + "{}]").getBytes(StandardCharsets.UTF_8);
            case 5 -> bytes();
            case 6 -> "1e999999999".getBytes(StandardCharsets.UTF_8);
            default -> json.getBytes(StandardCharsets.UTF_8);
        };
    }

    private byte[] bytes() {
        var bytes = new byte[random.nextInt(1, 2_000)];
        random.nextBytes(bytes);
        return bytes;
    }

    private String form() {
        var form = new StringBuilder();
        for (var i = random.nextInt(8); i >= 0; i--) {
            form.append(any(fields))
                    .append('=')
                    .append(isRarely(5) ? any(List.of("%", "%z", "%zz", "%C3", "+")) : value(true));
            form.append('&');
        }
        return form.toString();
    }

    private JsonNode object(int depth) {
        var object = JsonNodeFactory.instance.objectNode();
        for (var i = random.nextInt(1, 8); i > 0; i--) {
            object.set(any(fields), node(depth + 1));
        }
        return object;
    }

    private JsonNode node(int depth) {
        var json = JsonNodeFactory.instance;
        return switch (depth > DEEPEST ? random.nextInt(6) : random.nextInt(9)) {
            case 0 -> json.nullNode();
            case 1 -> json.booleanNode(random.nextBoolean());
            case 2 -> json.numberNode(random.nextLong());
            case 3 -> json.numberNode(random.nextInt(-2, 5));
            case 4 -> json.numberNode(random.nextGaussian() * 1e300);
            case 5 -> json.textNode(value(false));
            case 6 -> {
                var array = json.arrayNode();
                for (var i = random.nextInt(4); i > 0; i--) {
                    array.add(node(depth + 1));
                }
                yield array;
            }
            default -> object(depth);
        };
    }

    private boolean isRarely(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
