import java.io.BufferedReader;
import java.io.InputStreamReader;

/// Posts single events over 64 connections, so many for each line that it reads, and prints the rate of each round. What
/// compares two stacks lets them take turns.
public final class SingleEvents {

    private static final int CONNECTIONS = 64;
    private static final int CONTACTS = 200;

    public static void main(String[] arguments) throws Exception {
        var events = Integer.parseInt(arguments[0]);
        var audience = Audience.of(CONTACTS);
        try (var turns = new BufferedReader(new InputStreamReader(System.in))) {
            while (turns.readLine() != null) {
                var seconds = Load.over(CONNECTIONS, events, (gateway, i) -> gateway.post(
                        audience.eventsOf(i % CONTACTS), "{\"name\": \"single\", \"properties\": {\"n\": \"%d\"}}".formatted(i)));
                System.out.printf("%.0f%n", events / seconds);
            }
        }
        audience.delete();
    }
}
