import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

/// What an ordinary client of one account notices while clients of another account, and without any, try to keep it out.
/// Ends with 1 if it got an answer with 5xx or none, or if a part of the stack was started anew.
public final class Withstand {

    private static final List<String> PARTS =
            List.of("contacts-service", "events-service", "segments-service", "automation-service", "gateway");

    private final Audience audience;
    private boolean failed;

    private Withstand(Audience audience) {
        this.audience = audience;
    }

    public static void main(String[] arguments) throws Exception {
        var seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
        var audience = audience();
        var bench = new Withstand(audience);
        var pids = pids();

        System.out.println("Warming up");
        bench.ordinary(seconds / 2);
        var alone = bench.ordinary(seconds / 2);
        bench.print("an ordinary client, alone", alone);

        var other = otherAccount();
        try (var attack = new Attack(other.key(), other.list(), other.site())) {
            attack.slowConnections(1_000);
            attack.largeBodies(100);
            attack.bombs(200);
            attack.pipelines(4);
            attack.slowReaders(40);
            var attacked = bench.ordinary(seconds);
            bench.print("beside slow connections, large bodies, bombs, pipelines", attacked);
            System.out.printf("  %.1f times the p99 of the same client alone; answers to the attackers: %s%n",
                    attacked.figures().millisAt(0.99) / alone.figures().millisAt(0.99), attack.answers());
        }
        try (var attack = new Attack(other.key(), other.list(), other.site())) {
            attack.slowUploads(300);
            bench.print("beside 300 slow uploads of one key", bench.ordinary(seconds));
            System.out.printf("  answers to the attackers: %s%n", attack.answers());
        }
        bench.ordinary(2);
        if (!pids().equals(pids)) {
            System.out.printf("parts were started anew: %s, now %s%n", pids, pids());
            bench.failed = true;
        }
        System.out.printf("resident memory in MiB: %s%n", memory());
        audience.delete();
        System.exit(bench.failed ? 1 : 0);
    }

    /// A stack that has just been started may need more time for the first requests than it has.
    private static Audience audience() throws Exception {
        for (var attempt = 1; ; attempt++) {
            try {
                return Audience.of(20);
            } catch (ExecutionException e) {
                if (attempt == 5) {
                    throw e;
                }
                Thread.sleep(Duration.ofSeconds(2));
            }
        }
    }

    /// @param statuses how often each status was answered; 0 is no answer
    private record Seen(Figures figures, Map<Integer, Integer> statuses) {}

    /// 20 requests in a second: events of contacts, the list, its members.
    private Seen ordinary(int seconds) throws InterruptedException {
        var requests = Math.max(20, 20 * seconds);
        var micros = new long[requests];
        var statuses = new TreeMap<Integer, Integer>();
        var threads = new ArrayList<Thread>();
        var begin = System.nanoTime();
        for (var i = 0; i < requests; i++) {
            var number = i;
            var due = begin + Duration.ofMillis(50).toNanos() * i;
            Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
            threads.add(Thread.startVirtualThread(() -> {
                var status = request(number);
                micros[number] = (System.nanoTime() - due) / 1_000;
                synchronized (statuses) {
                    statuses.merge(status, 1, Integer::sum);
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        return new Seen(Figures.of(micros), statuses);
    }

    private int request(int number) {
        try (var gateway = new Gateway()) {
            return switch (number % 3) {
                case 0 -> gateway.status("POST", audience.eventsOf(number % 20), "{\"name\": \"withstand\"}");
                case 1 -> gateway.status("GET", "/3.0/lists/" + audience.id(), "");
                default -> gateway.status("GET", "/3.0/lists/" + audience.id() + "/members?count=20", "");
            };
        } catch (IOException e) {
            return 0;
        }
    }

    private void print(String what, Seen seen) {
        seen.figures().print(what, "p99 under 300, or 3 times that alone");
        System.out.printf("  statuses: %s%n", seen.statuses());
        failed |= seen.statuses().keySet().stream().anyMatch(status -> status == 0 || status >= 500);
    }

    private record Other(String key, String list, String site) {}

    private static Other otherAccount() throws IOException {
        var operator = Files.readString(home("operator-token")).strip();
        try (var gateway = new Gateway(operator)) {
            var key = gateway.post("/admin/accounts", "{\"name\": \"Attacker\"}").path("api_key").textValue();
            try (var attacker = new Gateway(key)) {
                var list = attacker.post("/3.0/lists", """
                                {"name": "Attack", "permission_reminder": "none", "email_type_option": false,
                                 "contact": {"company": "Bench", "address1": "1", "city": "Paris", "country": "FR"},
                                 "campaign_defaults": {"from_name": "Bench", "from_email": "bench@example.org",
                                                       "subject": "Bench", "language": "en"}}""")
                        .path("id").textValue();
                var url = attacker.post("/3.0/connected-sites",
                                "{\"foreign_id\": \"attack\", \"domain\": \"example.org\"}")
                        .path("site_script").path("url").textValue();
                return new Other(key, list, url.replaceFirst(".*/i/([^/]+)/.*", "$1"));
            }
        }
    }

    private static Map<String, String> pids() throws IOException {
        var state = new Properties();
        try (var reader = Files.newBufferedReader(home("state.properties"))) {
            state.load(reader);
        }
        var pids = new TreeMap<String, String>();
        PARTS.forEach(part -> pids.put(part, state.getProperty(part + ".pid")));
        return pids;
    }

    private static Map<String, Long> memory() throws IOException {
        var memory = new TreeMap<String, Long>();
        for (var pid : pids().entrySet()) {
            var status = Path.of("/proc", pid.getValue(), "status");
            if (Files.exists(status)) {
                Files.readAllLines(status).stream().filter(line -> line.startsWith("VmRSS")).findFirst()
                        .ifPresent(line -> memory.put(pid.getKey(), Long.parseLong(line.replaceAll("\\D", "")) / 1024));
            }
        }
        return memory;
    }

    private static Path home(String file) {
        return Path.of(System.getenv("SILLAGE_HOME"), file);
    }
}
